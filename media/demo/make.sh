#!/bin/sh
# Makes the sample clips of this folder anew. Formulas draw and play them, so
# nobody has a right in them but this project.
# usage: media/demo/make.sh   (needs ffmpeg with libx264, libvpx-vp9 and libopus)
set -eu
cd "$(dirname "$0")"

# A soft chord over the base of $1 Hz that swells and fades within $2 seconds.
chord() {
	echo "aevalsrc='0.10*sin(2*PI*$1*t)*(0.6+0.4*sin(1.6*t))+0.07*sin(2*PI*$1*1.25*t)*(0.6+0.4*sin(1.3*t+1))+0.06*sin(2*PI*$1*1.5*t)*(0.6+0.4*sin(t+2))':s=48000:d=$2,afade=in:d=1,afade=out:st=$(($2 - 2)):d=2"
}

# clip FILE SECONDS BASE PICTURE ENCODER...
clip() {
	file=$1 seconds=$2 base=$3 picture=$4
	shift 4
	ffmpeg -hide_banner -loglevel error -y -threads 1 \
		-f lavfi -i "$picture,format=yuv420p" -f lavfi -i "$(chord "$base" "$seconds")" \
		-t "$seconds" "$@" -g 48 -ac 1 -b:a 32k -flags +bitexact -fflags +bitexact -map_metadata -1 "$file"
}
avc() { echo "-c:v libx264 -preset veryslow -crf $1 -c:a aac"; }
small="nullsrc=s=240x135:r=24"
big="scale=480:270:flags=bicubic"

# Stars that twinkle by a hash of their place, over a night that pales to the horizon.
hash="abs(mod(sin(floor(X/2)*12.9898+floor(Y/2)*78.233)*43758.5453\,1))"
star="gt($hash\,0.9965)*(150+95*sin(T*(2+5*mod($hash*1000\,1))+$hash*90000))"
# Red paper cut along a rose with twelve petals that open and close.
turn="atan2(Y-H/2\,X-W/2)"
far="hypot(X-W/2\,Y-H/2)"
cut="clip(5*(sin(12*$turn+sin(T*0.6)*2)*cos($far*0.09-T*0.8)+0.8*cos(6*$turn-T*0.4)*sin($far*0.05+T*0.5)+0.25)\,0\,1)"
# A lantern: a warm glow that starts at $1, $2, rises $3 pixels a second and sways.
lantern() { echo "exp(-(pow(X-($1)-4*sin(T*0.9+$1)\,2)+pow((Y-mod($2-T*$3+600\,170)+18)*0.8\,2))/$4)"; }
glow="($(lantern 40 120 9 60)+$(lantern 95 60 12 90)+$(lantern 140 150 10 45)+$(lantern 185 90 14 110)+$(lantern 215 30 8 50)+$(lantern 15 10 11 35))"

# One valley at four hours of a day: hills in front of a sky of two colours, and
# a light that crosses it.
near="gt(Y\,H*0.74+9*sin(X*0.035+1)+4*sin(X*0.11))"
back="gt(Y\,H*0.58+12*sin(X*0.022+2)+5*sin(X*0.07+1))"
# hill SKY-R,G,B-TOP SKY-R,G,B-LOW LIGHT-X LIGHT-Y WARMTH: three expressions for geq.
valley() {
	light="exp(-(pow(X-($7)\,2)+pow(Y-($8)\,2))/$9)"
	c=r
	for v in "$1 $4 0.95" "$2 $5 0.85" "$3 $6 0.6"; do
		# shellcheck disable=SC2086
		set -- $v
		sky="($1+($2-$1)*Y/H)"
		printf "%s='if(%s\\,%s*0.16\\,if(%s\\,%s*0.42\\,min(255\\,%s+235*%s*%s)))':" "$c" "$near" "$sky" "$back" "$sky" "$sky" "$3" "$light"
		case $c in r) c=g ;; g) c=b ;; esac
	done
}

# shellcheck disable=SC2046
{
	hours="-movflags +faststart"
	clip four-hours-1.mp4 10 147 "$small,format=gbrp,geq=$(valley 40 60 110 250 170 120 'W*0.2+T*3' 'H*0.62-T*3' 900),$big" $(avc 27) $hours
	clip four-hours-2.mp4 10 165 "$small,format=gbrp,geq=$(valley 60 130 220 190 220 240 'W*0.45+T*2' 'H*0.2' 500),$big" $(avc 27) $hours
	clip four-hours-3.mp4 10 131 "$small,format=gbrp,geq=$(valley 50 30 80 255 120 60 'W*0.7+T*2' 'H*0.42+T*3' 1100),$big" $(avc 27) $hours
	clip four-hours-4.mp4 10 98 "$small,format=gbrp,geq=$(valley 6 10 30 20 30 60 'W*0.75-T*2' 'H*0.25' 160),$big" $(avc 27) $hours
	clip flowing-water.mp4 12 196 "$small,format=gbrp,geq=\
r='20+70*pow(0.5+0.5*sin(X*0.06+sin(Y*0.09+T*0.9)*2+T)\,6)+18*(1-Y/H)':\
g='70+95*pow(0.5+0.5*sin(X*0.06+sin(Y*0.09+T*0.9)*2+T)\,4)+45*(1-Y/H)*(0.6+0.4*sin(Y*0.2-T*1.3+X*0.02))':\
b='120+90*pow(0.5+0.5*sin(X*0.06+sin(Y*0.09+T*0.9)*2+T)\,2)+30*sin(Y*0.13+T*0.7)',$big" $(avc 26) -movflags +faststart
	clip starry-sky.mp4 12 165 "nullsrc=s=480x270:r=24,format=gbrp,geq=\
r='8+55*pow(Y/H\,3)+$star':g='12+38*pow(Y/H\,2)+$star':b='38+62*Y/H+$star+40*exp(-pow((X-Y*0.9-120+T*2)/60\,2))'" $(avc 30) -movflags +faststart
	clip endless-shore.mp4 12 147 "mandelbrot=s=480x270:r=20:start_x=-0.7746806106:start_y=-0.1374168856:start_scale=1.6:end_scale=0.003:end_pts=240:maxiter=500:inner=black,format=gray,gblur=sigma=0.7,format=yuv444p,pseudocolor=preset=inferno" $(avc 36) -movflags +faststart
	clip brocade.mp4 10 220 "cellauto=s=80x45:r=8:rule=90:random_fill_ratio=0.12:random_seed=8:scroll=1,scale=480:270:flags=neighbor,format=gbrp,lutrgb=r='128+val*0.37':g='18+val*0.62':b='24+val*0.22',gblur=sigma=0.9,vignette=PI/6" $(avc 31) -movflags +faststart
	clip paper-windows.webm 10 131 "nullsrc=s=480x270:r=24,format=gbrp,geq=r='236-40*$cut':g='222-196*$cut':b='190-160*$cut',gblur=sigma=0.6" \
		-c:v libvpx-vp9 -crf 45 -b:v 0 -deadline good -cpu-used 1 -c:a libopus
	clip lantern-festival.mkv 12 175 "$small,format=gbrp,geq=\
r='14+240*min(1\,$glow)':g='12+14*Y/H+150*pow(min(1\,$glow)\,1.4)':b='40+30*Y/H+50*pow(min(1\,$glow)\,3)',$big" $(avc 26)
}
ls -l -- *.mp4 *.webm *.mkv
