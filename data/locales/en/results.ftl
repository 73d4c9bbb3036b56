# What a search found.

results-title = Places to call
results-in = { $count ->
    [0] { $what ->
        [iop] No IOP listed in { $place }
       *[any] Nothing found in { $place }
    }
    [one] 1 program in { $place }
   *[other] { $count } programs in { $place }
}
results-near = { $count ->
    [0] { $what ->
        [iop] No IOP listed within { $miles } miles of { $place }
       *[any] Nothing found within { $miles } miles of { $place }
    }
    [one] 1 program near { $place }
   *[other] { $count } programs near { $place }
}
results-near-you = { $count ->
    [0] { $what ->
        [iop] No IOP listed within { $miles } miles of you
       *[any] Nothing found within { $miles } miles of you
    }
    [one] 1 program near you
   *[other] { $count } programs near you
}
results-named = { $count ->
    [0] No place found with this name or number
    [one] 1 place with this name or number
   *[other] { $count } places with a name like this
}
results-none-hint = That does not mean there is no help. Change an answer above, or call SAMHSA, day and night: 1‑800‑662‑4357.
results-split = { $what ->
    [needs] { $listed ->
        [one] 1 lists all you need
       *[other] { $listed } list all you need
    }
   *[all] { $listed ->
        [one] 1 lists all you asked for
       *[other] { $listed } list all you asked for
    }
}, { $possible } may have it.
results-list-all = { $what ->
    [needs] { $listed ->
        [one] It lists all you need.
       *[other] All of them list what you need.
    }
   *[all] { $listed ->
        [one] It lists all you asked for.
       *[other] All of them list what you asked for.
    }
}
results-may-have = { $possible ->
    [one] It may have
   *[other] They may have
} all you { $what ->
    [needs] need
   *[all] asked for
}. Ask when you call.
results-unrecorded = Public lists rarely record mental-health IOPs, so the likeliest come first.
results-ask-iop = Ask each about the IOP.
results-ask-iop-and-plan = Ask each about the IOP and { $plan }.
results-iop-and-kind = { $count ->
    [0] Ask each about { $plan }.
    [one] 1 lists an IOP and { $kind }; ask about { $plan }.
   *[other] { $count } list an IOP and { $kind }; ask each about { $plan }.
}
results-all-and-kind = { $count ->
    [0] Ask each about { $plan }.
    [one] 1 lists this care and { $kind }; ask about { $plan }.
   *[other] { $count } list this care and { $kind }; ask each about { $plan }.
}
payment-private = private insurance
results-by-telehealth = { $count ->
    [one] 1 more in { $state } has some care by phone or video: ask.
   *[other] { $count } more in { $state } have some care by phone or video: ask.
}
results-shown = Showing { $first } to { $last }.
results-before = Before you call
results-change = Change all answers
results-more = More places
results-first = Back to the first places

bar = Your answers
bar-submit = Show these
bar-video = Also show places in { $state } that give some care by phone or video. Ask if the program itself is by video.
bar-video-add = Show them too
bar-video-drop = Only places I can visit
chip-near-you = Near you
chip-place = { $place } · { $miles } mi
chip-video = Video
age-any = Any age

card-miles = { $miles } mi
card-about-miles = about { $miles } mi
card-save = Save
card-saved = Saved
card-branches = { $count ->
    [one] 1 more place of { $name }
   *[other] { $count } more places of { $name }
}
call-new-clients = new clients
tag-listed = Listed:
tag-caution = Take note:
tag-no = No:
tag-addiction = Addiction
tag-mental-health = Mental health
tag-dual-diagnosis = Addiction with mental health
tag-eating = Eating disorders
tag-teen = Teens
tag-video = Phone or video
tag-help-with-cost = help with the cost
tag-wishes = { $count } of { $all } things you would like
tag-more = { $count } more
tag-ask = Ask: { $what }
tag-ask-more = Ask: { $what }, { $more } more
tag-ask-age = ages
tag-ask-video = is the program by video?
tag-likely-day = Likely: runs day treatment
tag-likely-sister = Likely: IOP in another program here
tag-likely-day-and-addiction = Likely: day treatment, addiction IOP
tag-likely-addiction = Maybe: runs an addiction IOP
tag-likely-both = Maybe: also treats addiction
tag-likely-no-groups = Less likely: no group therapy

safety-alcohol = Shaking or sweating when you stop drinking?
safety-alcohol-advice = Stopping suddenly can kill.
safety-alcohol-search = Find detox first
safety-opioids = Opioids?
safety-opioids-advice = Medicine works. Carry naloxone. After a break, your old dose can kill.
safety-opioids-search = Places with medicine
safety-pregnancy = Pregnant?
safety-pregnancy-advice = Say so: most programs must take you first. Do not stop alcohol or drugs on your own; ask a doctor first.
safety-eating = Fainting, chest pain or throwing up blood?
safety-eating-advice = Go to an emergency room now.

card-source-dated = From { $source }, { $year }. Nobody has called to check.
card-source-survey = From a { $year } survey ({ $source }). Nobody has called to check.
card-source-undated = From { $source }, read in { $date }. It does not say how old this is. Nobody has called to check.

hint-under-18 = In many states you can ask for some care on your own. Ask if a parent must agree, and what the insurance sends home.
hint-for-child = You can call for your child. Ask what your child must agree to, and if you may come along.
hint-for-another = You can call for someone else. Staff can tell you how to start. They need that person’s okay to talk about their care.
hint-together = You asked for several things. Ask if one program has all of them.
hint-look-for-card = Look for an insurance card and call the number on it. Ask which of these places it pays for.
hint-day-and-night = Places that list detox with staff there day and night come first.
uninsured-title = No insurance? Others may pay
uninsured-medicaid = You may qualify for Medicaid. Ask your state’s Medicaid office; call this number to find out how:
uninsured-state = Your state has an agency for alcohol, drug and mental health care. SAMHSA can give you its number:
uninsured-211 = For other help near you, call:

narrow = Filters
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
offers-places = places
offer-radius = Within { $miles } miles
offer-state = In { $state }, the nearest { $miles } miles away
offer-insurance = If this is also fine: { $payment }
offer-without = Without this: { $what }
offer-program = If this is enough: { $what }
offer-telehealth = By phone or video, anywhere in { $state }
offer-level = Another kind of care: { $level }
offer-any-match = With places that may have it

link-make = Make a link to this search
link-reveals = The link holds your answers: where, what for, how you pay. Anyone who sees it can read them. It stays in your history if you open it.
link-reveals-guide = It also shows what the guide warned you about.
link-this = Link to this search

map-title = Map
map-list = List
map-skip = Skip the map
map-label = Map of the places in the list
map-miles = miles
map-center = where you searched
map-circle = within { $miles } miles
map-shown = area of the map above
map-about = exact address not known
