# What a search found.

results-title = Places to call
results-found-in = { $count ->
    [0] No places found in { $place }.
    [one] 1 place in { $place }.
   *[other] { $count } places in { $place }.
}
results-found-named = { $count ->
    [0] No places found with this name or number.
    [one] 1 place with this name or number.
   *[other] { $count } places with a name like this.
}
results-found-in-area = { $count ->
    [0] No places found in or close to { $place }.
    [one] 1 place in or close to { $place }.
   *[other] { $count } places in or close to { $place }.
}
results-found-near = { $count ->
    [0] No places found within { $miles } miles of { $place }.
    [one] 1 place within { $miles } miles of { $place }.
   *[other] { $count } places within { $miles } miles of { $place }.
}
results-found-near-you = { $count ->
    [0] No places found within { $miles } miles of you.
    [one] 1 place within { $miles } miles of you.
   *[other] { $count } places within { $miles } miles of you.
}
results-split = { $listed ->
    [0] None lists
    [one] 1 lists
   *[other] { $listed } list
} everything you asked for. { $possible ->
    [0] { "" }
   *[other] { $possible } may have it: ask.
}
results-split-needs = { $listed ->
    [0] None lists
    [one] 1 lists
   *[other] { $listed } list
} everything you need. { $possible ->
    [0] { "" }
   *[other] { $possible } may have it: ask.
}
results-by-telehealth = { $count ->
    [one] 1 more in { $state } has some care by phone or video: ask.
   *[other] { $count } more in { $state } have some care by phone or video: ask.
}
results-shown = Showing { $first } to { $last }.
results-asked = We searched for:
results-wished = It would be good to have:
results-change = Change your answers
results-more = More places
results-first = Back to the first places

card-track-substance-use = alcohol and drug program
card-track-mental-health = mental health program
card-lists-everything = Lists everything you asked for.
card-lists-needs = Lists everything you need. It lists { $met } of your { $wishes } wishes.
card-lists = It lists: { $what }.
card-may-have-it = May have it: ask.
card-by-telehealth = By phone or video: ask if the program itself is by video.
card-does-not-say = It does not say: { $what }.
card-ask = Ask:
card-ask-together = Is all of this in the same program?
card-help-with-cost = help with the cost
card-ask-uninsured = I have no insurance. Can you help me with the cost?
card-ask-plan = Do you take { $plan }?
card-ask-medicaid-elsewhere = Do you take Medicaid from another state?
card-ask-funds-elsewhere = Do you treat people whose treatment another state pays for?
card-ask-network = Are you in network with { $plan }?
card-ask-kind-and-network = Do you take { $kind }, and are you in network with { $plan }?
card-takes = Takes
card-fits = Of your wishes, it has
card-unsure = Does not say; ask
card-lacks = Does not have
card-language = Spanish
card-speaks = They speak Spanish: yes
card-speaks-ask = They speak Spanish: ask
card-source-dated = From { $source }, { $year }. Nobody has called to check.
card-source-survey = From a { $year } survey ({ $source }). Nobody has called to check.
card-source-undated = From { $source }, read in { $date }. It does not say how old this is. Nobody has called to check.

hint-under-18 = In many states you can ask for some care on your own. Ask if a parent must agree, and what the insurance sends home.
hint-for-child = You can call for your child. Ask what your child must agree to, and if you may come along.
hint-for-another = You can call for someone else. Staff can tell you how to start. They need that person’s okay to talk about their care.
hint-look-for-card = Look for an insurance card and call the number on it. Ask which of these places it pays for.
hint-day-and-night = Places that list detox with staff there day and night come first.
uninsured-title = No insurance? Others may pay
uninsured-medicaid = You may qualify for Medicaid. Ask your state’s Medicaid office; call this number to find out how:
uninsured-state = Your state has an agency for alcohol, drug and mental health care. SAMHSA can give you its number:
uninsured-211 = For other help near you, call:

narrow = Sort, or show fewer places
narrow-chosen = Only places with:
narrow-drop = Remove:
narrow-order = Order
order-best = Best match first
order-distance = Nearest first
order-name = By name
narrow-listed = Only places that list everything I asked for
narrow-hint = Each number says how many of these places list that. Places that do not say are shown too, so that you can ask.
narrow-payments = Insurance and payment
narrow-submit = Show these

offers-title = What else you can try
offer-radius = { $count } within { $miles } miles, if you look farther
offer-state = { $count } in { $state }, the nearest { $miles } miles away
offer-insurance = { $count } if this is also fine: { $payment }
offer-without = { $count } without this: { $what }
offer-program = { $count } if this is enough: { $what }
offer-telehealth = { $count } if you add places by phone or video in { $state }
offer-level = { $count } for another kind of care: { $level }
offer-any-match = { $count } if you add places that may have it

link-make = Make a link to this search
link-reveals = The link holds your answers: where, what for, how you pay. Anyone who sees it can read them. It stays in your history if you open it.
link-reveals-guide = It also shows what the guide warned you about.
link-this = Link to this search

map-title = Map
map-together = These places are too close together for pins of their own:
map-see = See the map
map-skip = Skip the map
map-label = Map of the places in the list
map-miles = miles
map-center = where you searched
map-circle = within { $miles } miles
map-shown = area of the map above
map-about = exact address not known
