# The search page: its questions and what to set right.

search-title = Find a treatment program
search-intro = For alcohol, drugs, mental health and eating disorders. We look first for IOPs: you come several days a week and live at home.
search-intro-guide = More about IOPs
search-loading = The list is being loaded. Try again in a moment.
search-submit = Find places to call

fault-intro = One more thing before we can search:
fault-no-place = Where should we look? Type a ZIP code, a city with its state, or a state.
fault-place = We do not know this place. Type a ZIP code, a city with its state, or a state.
fault-meant = Did you mean:
fault-insurer = Which of these is it?
fault-unknown-insurer = We do not know this insurance. Choose its kind, or “I don’t know”.

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
locate-failed = Your device did not tell us. Please type a place.
ask-what = What for?
what-substances = Alcohol or drugs
what-mental-health = Mental health
what-both = Both
what-eating = An eating disorder
ask-pay = How will you pay?
ask-insurer = Name of the insurance
ask-insurer-hint = As on the card. For example Medicaid, Aetna or TRICARE
pay-insurance = With this insurance
pay-none = I have no insurance
pay-unknown = I don’t know

more = More choices (you can skip these)
ask-level = Kind of care
level-any = Any kind of care
ask-radius = How far?
miles = { $miles ->
    [1] 1 mile
   *[other] { $miles } miles
}
ask-telehealth = Also by phone or video
wishes-therapies = Kinds of therapy
wishes-medication = Medication
wishes-groups = Programs for some people
wishes-help = Help with daily life
wishes-languages = Languages
ask-language = Another language
ask-must = Show only places that may have all of these. If you leave this out, places with more of these come first.
ask-person = The person is
ask-person-hint = So we can warn you of places that are not for this person.
ask-kept = Also asked for
ask-kept-hint = This comes from the guide, or from the list of places. Take out what no longer fits.
not-asked = No list tells us opening hours, evening groups or wheelchair access. Ask when you call.
