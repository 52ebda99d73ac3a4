package tui

import (
	"context"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

// plans is the list of VIP plans; one is bought after a question.
type plans struct {
	*Screens
	rows list
	all  []store.Plan
	busy bool
}

func newPlans(h *Screens) screen { return &plans{Screens: h, all: h.Shop.Plans()} }

func (p *plans) Init() tea.Cmd          { return nil }
func (p *plans) Title() words.T         { return textPlans }
func (p *plans) Update(tea.Msg) tea.Cmd { return nil }

func (p *plans) Keys() []key {
	move := p.rows.keys(len(p.all), nil)
	ks := []key{move[0]}
	if len(p.all) > 0 {
		ks = append(ks, key{on: "enter l right", says: textKeyChoose, do: p.choose})
	}
	ks = append(ks, key{on: "r", says: textRedeemCode, do: func() tea.Cmd { return p.push(newRedeem(p.Screens)) }})
	return append(ks, move[1:]...)
}

// until is when the plan would end if it were bought now.
func (p *plans) until(plan store.Plan) time.Time {
	from := p.now()
	if p.acct.VIPUntil.After(from) {
		from = p.acct.VIPUntil
	}
	return from.AddDate(0, 0, plan.Days)
}

func (p *plans) choose() tea.Cmd {
	plan := p.all[p.rows.at]
	if need := plan.Price - p.acct.Balance; need > 0 {
		return p.toast(bad, func() string { return p.say(textNeedPlan, need) })
	}
	title := textBuyPlan
	if p.acct.VIP(p.now()) {
		title = textExtendPlan
	}
	return p.confirm(question{title: title, yes: textPay, no: textNotBuying,
		body: func() []string {
			return []string{
				p.styles.strong.Render(p.planName(plan.Name)),
				p.styles.money.Render(plan.Price.String()) + p.styles.mute.Render("   "+p.say(textBalanceAfter)+" "+(p.acct.Balance-plan.Price).String()),
				p.styles.mute.Render(p.say(textPlanUntil, p.day(p.until(plan)))),
			}
		},
		do: func(asked screen) tea.Cmd { return p.buy(plan, asked) },
	})
}

func (p *plans) buy(plan store.Plan, asked screen) tea.Cmd {
	if p.busy {
		return nil
	}
	p.busy = true
	return ask(p.Env, p, func(ctx context.Context, a store.Actor) (store.Account, error) {
		return p.Shop.BuyVIP(ctx, a, plan.Name)
	},
		func(acct store.Account, err error) tea.Cmd {
			p.busy = false
			p.close(asked)
			if err != nil {
				return p.fail(err)
			}
			p.acct = acct
			return p.back(p, textNowVIP, p.day(acct.VIPUntil))
		})
}

// planName is a plan as people call it.
func (h *Screens) planName(plan string) string {
	switch plan {
	case "month":
		return h.say(textPlanMonth)
	case "year":
		return h.say(textPlanYear)
	}
	return clean(plan)
}

func (p *plans) View(w, h int) string {
	var ls []string
	for _, l := range wrap(p.say(textPlansWhy), w) {
		ls = append(ls, p.styles.mute.Render(l))
	}
	ls = append(ls, "")
	wide := min(w, 60)
	for i, plan := range p.all {
		price := p.styles.money.Render(padLeft(plan.Price.String(), 10))
		days := p.styles.mute.Render(padLeft(p.say(textPlanDays, plan.Days), 10))
		room := wide - 2 - width(price) - width(days)
		ls = append(ls, p.item(&p.rows, i, pad(clip(p.planName(plan.Name), room, p.styles.more), room)+days+price, wide))
	}
	return strings.Join(ls, "\n")
}
