# One facility, with everything that is known about it.

# The way back to the results.
facility-back-near = { $count ->
    [one] 1 program near { $place }
   *[other] { $count } programs near { $place }
}
facility-back-in = { $count ->
    [one] 1 program in { $place }
   *[other] { $count } programs in { $place }
}
facility-back-named = { $count ->
    [one] Back to the 1 program found
   *[other] Back to the { $count } programs found
}
facility-asked = What you asked for
facility-asked-see = See how it fits
facility-listed = Listed:
facility-row-ask = Ask: { $what }
facility-row-no = { $what }: no
facility-where = Where it is
facility-map = Map: where { $name } is
facility-lists = What they list
facility-lists-program = What they list: { $program }
facility-more = More about this place
facility-and-more = { $some }, and { $count } more
facility-open = Not offered, or not stated
facility-open-some = Ask about what matters to you
facility-next = If nobody answers
facility-next-listed = lists all you asked for
facility-next-possible = may have what you asked for
facility-keep = Send it on, or correct it

place-call = Call
place-call-intake = New clients: call
place-call-main = Main number
place-call-extension = New clients: dial { $extension }
place-call-extension-main = Others: dial { $extension }
place-call-crisis = Crisis line
place-map-app = Your map app

facility-gone = This place is no longer on any list. It may have closed or moved. This is what we last knew about it.
facility-gone-search = Search for other places
facility-withheld = The street is not shown, to keep people safe. Call to find out where to go.
facility-no-address = They list no address. They may treat you by phone or video. Call and ask.
facility-website = Their website
facility-glance = At a glance
facility-glance-iop = IOP
facility-glance-treats = Treats
facility-glance-takes = Takes
facility-glance-languages = Languages
facility-glance-telehealth = By video or phone
facility-glance-also = { $program } also: { $more }
facility-glance-ask = Not stated: ask
facility-glance-ask-anyway = The list does not ask: ask them
facility-directions = Directions
facility-directions-note = These map sites see which place you look up.
facility-share = Text or copy this place
facility-share-note = Only the place, not your search
facility-share-text = Text it to someone
facility-share-label = This place as text
facility-copy = Copy
facility-copied = Copied.
facility-source = Where this comes from
facility-source-survey = From a { $year } survey ({ $source }). Nobody has called to check.
facility-source-dated = From { $source }, as of { $date }. Nobody has called to check.
facility-source-undated = From { $source }, which gives no date. Nobody has called to check.
facility-source-sample = Made up to try this site out. It is not a real place.
facility-yes = Yes
facility-no = No
facility-not-said = Did not say
facility-not-asked = The list does not ask
facility-signs = Signs of good care
facility-signs-note = Each of these helps people get well. A place may have more than it lists, so ask.
facility-signs-some = { $listed } of { $count } are listed
facility-sign = Sign
facility-sign-medication = Medicine offered or welcome
facility-sign-assessment = A full check before care starts
facility-sign-family = Family can take part
facility-sign-aftercare = Help goes on after the program
facility-sign-naloxone = Naloxone and how to use it
facility-sign-accreditation = Checked by an outside body (accreditation)
facility-track-substance-use = Alcohol and drugs
facility-track-mental-health = Mental health
facility-treats = What they treat
facility-week = What a week looks like
facility-who = Who it is for
facility-cost = Cost, and who pays
facility-therapies = Therapies
facility-medication = Medicine
facility-elsewhere = Medicine from another doctor
facility-elsewhere-welcome = Welcome
facility-elsewhere-ask = Ask
facility-access = Languages and getting there
facility-help = Other help
facility-accreditation = Who runs it and who checks it
facility-course = How it starts, and aftercare
facility-smoking = Rules on smoking
facility-nothing-listed = They list nothing here. Ask.
facility-ask-these = They did not say. Ask:
facility-they-say-no = They say no to:
facility-nobody-asked = The list does not ask about:
facility-finer = In detail:
facility-also = They also list
facility-differs = Other lists disagree
facility-differs-some = { $count ->
    [one] 1 fact
   *[other] { $count } facts
}
facility-differs-one = { $what }: { $said }. { $source }
facility-description = What they say
facility-hours = Hours
facility-alert = For now
facility-wait = Waiting time
facility-dated = as of { $day }
facility-room = Openings
facility-room-free = { $free } { $unit } open
facility-room-counted = counted on { $day }
facility-ages = Ages
facility-ages-all = All ages
facility-ages-between = { $from } to { $to }
facility-ages-from = { $from } and older
facility-ages-to = up to { $to }
facility-eligibility = Who can come
facility-application = How to start
facility-documents = What to bring
facility-fees = Cost
facility-languages = They also speak
facility-accessibility = For people with disabilities
facility-weekday = { $day ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}
facility-ask = What to ask on the phone
facility-miles = { $miles } miles away
facility-about-miles = { $miles ->
    [one] about 1 mile away
   *[other] about { $miles } miles away
}
facility-wrong = Is something wrong here?
facility-wrong-note = We keep only your choice and the day
facility-wrong-what = What is wrong?
facility-wrong-phone = A phone number does not work
facility-wrong-moved = They have moved
facility-wrong-closed = They have closed
facility-wrong-no-iop = They have no IOP
facility-wrong-insurance = They do not take insurance that is listed here
facility-wrong-services = They do not offer what is listed
facility-wrong-name = The name or website is wrong
facility-wrong-send = Send
facility-wrong-thanks = Thank you
facility-wrong-kept = We will look into it. Lists like ours take time to change.
facility-wrong-back = Back to { $name }

# What to ask about the way to pay.
facility-ask-uninsured = I have no insurance. Can you help me with the cost?
facility-ask-plan = Do you take { $plan }?
facility-ask-medicaid-elsewhere = Do you take Medicaid from another state?
facility-ask-funds-elsewhere = Do you treat people whose treatment another state pays for?
facility-ask-network = Are you in network with { $plan }?
facility-ask-kind-and-network = Do you take { $kind }, and are you in network with { $plan }?

# For search engines, in the data of the page.
facility-data-intake = new clients
facility-data-hotline = emergency
