# The search page: its questions, and what to correct.

search-title = Find a treatment program
search-intro = For alcohol, drugs, mental health and eating disorders. We look for IOPs first: you go several days a week and live at home.
search-intro-guide = More about IOPs
search-loading = The list is being loaded. Try again in a moment.
search-submit = Find places to call

fault-intro = One more thing before we can search
fault-no-place = Where should we look? Type a ZIP code, a city or county with its state, or a state.
fault-place = We do not know this place. Type a ZIP code, a city or county with its state, or a state.
fault-empty-name = Type a name with letters, or a phone number.
fault-meant = Did you mean:
fault-which-place = Which { $name }?
fault-military-mail = This is military mail abroad, and we only know places in the United States. Abroad, TRICARE Overseas (tricare-overseas.com) finds care for service members and their families. For care in the United States, type a ZIP code or a city there.
fault-city-or-state = Do you mean the city of { $name }, or the whole state?
fault-no-insurer = Type the name of your insurance. Or choose its kind, or “I don’t know”.
fault-pay = You typed “{ $typed }”, but you also chose “{ $answer }”. Which is right?
fault-which-plan = { $name } can be more than one kind of plan. Which do you have?
fault-near-insurer = We do not know this name. Did you mean one of these?
fault-unknown-insurer = We do not know this insurance. Choose its kind, or “I don’t know”.
plan-commercial = Through a job, or bought yourself
plan-private = Through a job, bought yourself, or marketplace
plan-marketplace = Marketplace (Obamacare)
plan-medicaid = Medicaid
plan-chip = CHIP, for children
plan-medicare = Medicare
plan-tricare = TRICARE
plan-military = For families of service members or veterans
plan-state = Essential Plan or another state plan
pay-with = With { $name }

ask-who = Who is it for?
who-me = Me
who-child = My child
who-other = Someone else
ask-age = How old?
age-under-18 = Under 18
age-18-25 = 18 to 25
age-adult = 26 to 64
age-older = 65 or older
ask-where = Where?
ask-where-hint = ZIP code, city and state, or a whole state
locate = Use my location
locate-hint = We round it to about a mile before it is sent.
place-near = near { $city }
place-whole-state = { $state } (the whole state)
locate-failed = Your device did not share your location. Please type a place.
ask-what = What for?
what-substances = Alcohol or drugs
what-mental-health = Mental health
what-both = Both
what-eating = An eating disorder
ask-pay = How will you pay?
ask-insurer = Name of the insurance
ask-insurer-hint = As on the card. For example Medicaid, Aetna or TRICARE
ask-name = Looking for one place?
ask-name-hint = Its name or phone number. You can leave out where it is.
pay-insurance = I have insurance
pay-none = I have no insurance
pay-unknown = I don’t know
suggest-places = Places
suggest-insurers = Kinds of insurance
suggest-count = Found:
suggest-none = Nothing found yet. You can keep typing.

more = More choices (you can skip these)
ask-level = Kind of care
level-any = Any kind of care
radius-usual = { $miles } miles, or all of a county or region
ask-radius = How far?
miles = { $miles ->
    [1] 1 mile
   *[other] { $miles } miles
}
ask-telehealth = Also by phone or video
wishes-therapies = Kinds of therapy
wishes-medication = Medication
wishes-groups = Programs for certain groups
wishes-help = Help with daily life
wishes-languages = Languages
ask-language = Another language
ask-must = Show only places that may have all of these. If you leave this unchecked, places with more of these come first.
ask-person = The person is
ask-person-hint = So we can warn you about places that are not for this person.
ask-kept = Also asked for
ask-kept-hint = This comes from the guide, or from the list of places. Uncheck what no longer fits.
not-asked = No list tells us opening hours, evening groups or wheelchair access. Ask when you call.
