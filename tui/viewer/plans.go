package viewer

import (
	"context"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// plans is the list of VIP plans; one is bought after a question.
type plans struct {
	*Screens
	rows ui.List
	all  []store.Plan
	busy bool
}

func newPlans(v *Screens) ui.Screen { return &plans{Screens: v, all: v.Shop.Plans()} }

func (p *plans) Init() tea.Cmd          { return nil }
func (p *plans) Title() words.T         { return textPlans }
func (p *plans) Update(tea.Msg) tea.Cmd { return nil }

func (p *plans) Keys() []ui.Key {
	move := p.rows.Keys(len(p.all), nil)
	ks := []ui.Key{move[0]}
	if len(p.all) > 0 {
		ks = append(ks, ui.Key{On: "enter l right", Says: ui.TextKeyChoose, Do: p.choose})
	}
	ks = append(ks, ui.Key{On: "r", Says: textRedeemCode, Do: func() tea.Cmd { return p.Push(newRedeem(p.Screens)) }})
	return append(ks, move[1:]...)
}

// until is when the plan would end if it were bought now.
func (p *plans) until(plan store.Plan) time.Time {
	from := p.Now()
	if p.Account.VIPUntil.After(from) {
		from = p.Account.VIPUntil
	}
	return from.AddDate(0, 0, plan.Days)
}

func (p *plans) choose() tea.Cmd {
	plan := p.all[p.rows.At]
	if need := plan.Price - p.Account.Balance; need > 0 {
		return p.Toast(ui.Bad, func() string { return p.Say(textNeedPlan, need) })
	}
	title := textBuyPlan
	if p.Account.VIP(p.Now()) {
		title = textExtendPlan
	}
	return p.Confirm(ui.Question{Title: title, Yes: textPay, No: textNotBuying,
		Body: func() []string {
			return []string{
				p.Styles.Strong.Render(p.planName(plan.Name)),
				p.Styles.Money.Render(plan.Price.String()) + p.Styles.Mute.Render("   "+p.Say(textBalanceAfter)+" "+(p.Account.Balance-plan.Price).String()),
				p.Styles.Mute.Render(p.Say(textPlanUntil, p.Day(p.until(plan)))),
			}
		},
		Do: func(asked ui.Screen) tea.Cmd { return p.buy(plan, asked) },
	})
}

func (p *plans) buy(plan store.Plan, asked ui.Screen) tea.Cmd {
	if p.busy {
		return nil
	}
	p.busy = true
	return screen.Ask(p.Env, p, func(ctx context.Context, a store.Actor) (store.Account, error) {
		return p.Shop.BuyVIP(ctx, a, plan.Name)
	},
		func(acct store.Account, err error) tea.Cmd {
			p.busy = false
			p.Close(asked)
			if err != nil {
				return p.Fail(err)
			}
			p.Account = acct
			return p.Back(p, textNowVIP, p.Day(acct.VIPUntil))
		})
}

// planName is a plan as people call it.
func (v *Screens) planName(plan string) string {
	switch plan {
	case "month":
		return v.Say(textPlanMonth)
	case "year":
		return v.Say(textPlanYear)
	}
	return ui.Clean(plan)
}

func (p *plans) View(w, h int) string {
	var ls []string
	for _, l := range cells.Wrap(p.Say(textPlansWhy), w) {
		ls = append(ls, p.Styles.Mute.Render(l))
	}
	ls = append(ls, "")
	wide := min(w, 60)
	for i, plan := range p.all {
		price := p.Styles.Money.Render(cells.PadLeft(plan.Price.String(), 10))
		days := p.Styles.Mute.Render(cells.PadLeft(p.Say(textPlanDays, plan.Days), 10))
		room := wide - 2 - cells.Width(price) - cells.Width(days)
		ls = append(ls, p.Item(&p.rows, i, cells.Pad(cells.Clip(p.planName(plan.Name), room, p.Styles.More), room)+days+price, wide, nil))
	}
	return strings.Join(ls, "\n")
}
