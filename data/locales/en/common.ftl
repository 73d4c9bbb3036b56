# What is on every page.

language-name = English
exit = Leave now
exit-hint = “Leave now” opens a weather page, and so does pressing Esc three times. It does not clear your browsing history, and “Back” can still show the pages you saw before.
exit-how = How to clear it
skip = Skip to the main content
brand-link = iopfinder, to the search
site = Site
share-description = Treatment programs for alcohol, drugs, mental health and eating disorders, with a number to call. Free, private, no sign-up.
notice-bundled = These are listings of 2023, from SAMHSA's National Directory; numbers may have changed.
notice-sample = This is sample data to try, not real places.

help = Help now
help-question = In danger?
help-call = Call
help-call-911 = Call 911
help-call-988 = Call 988
help-text-988 = Text 988
help-text-988-body = { "" }
help-more = More
help-danger = Overdose, seizure, suicide attempt
help-naloxone = Overdose: give naloxone
help-suicide = Thoughts of suicide, or you cannot cope
help-suicide-how = They listen, day and night
help-veterans = Veterans and service members
help-veterans-how = Call 988, then press 1
help-veterans-call = 988, then 1
help-treatment = Looking for treatment: SAMHSA
help-treatment-when = Free, day and night, English and Spanish
help-home = Not safe at home
help-home-who = Domestic Violence Hotline

footer-promise = We show what public lists say. We are not doctors, and nobody can pay to be shown first. We keep no record of what you search for.
footer-more = More pages
footer-search = Search
footer-guide = What is an IOP?
footer-privacy = Your privacy
footer-api = For software developers

failure-not-found = This page is not here
failure-not-found-meaning = The address may be mistyped, or the page has moved.
failure-gone = The list has been updated
failure-gone-meaning = It changed after you searched. Search again to see the whole list.
failure-form = This form is no longer valid
failure-form-meaning = Open the page again and send the form from there. It was not sent from this site, or the page is more than a day old.
failure-too-many = No more reports today
failure-too-many-meaning = Other people have already reported this place today. Thank you for trying. You can report it again tomorrow.
failure-not-ready = We can't answer just now
failure-not-ready-meaning = Wait a few seconds, then try again.
failure-unavailable = This does not work right now
failure-unavailable-meaning = Searches still work. Try again in a minute.
failure-request = We could not read that
failure-request-meaning = Go back and try again, or start over.
failure-ours = Something went wrong here
failure-ours-meaning = It is not your fault. Try again in a moment.
failure-search = Go to the search

month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
