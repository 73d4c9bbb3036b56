# The facilities to call, as a sheet to print and write on.

list-title = Places to call
list-link = My list
list-see = See my list
list-compare = Compare
list-compare-some = Up to { $most } places side by side
list-empty = Your list is empty
list-empty-what = Save the places you may want to call. They will be here, in order.
list-how = How it helps
list-how-save = Save a place. Press “Save” on it. Press again to take it off.
list-how-call = Call from the top. Next to each number is what to ask.
list-how-print = Print or compare. Eight places fit on one page.
list-kept = Who can see it
list-kept-tab = The list lives in this tab. When you close the tab, it is gone, unless you choose to keep it on this device. Then anyone who uses the device can open it.
list-search = Find places to call
list-shown = { $count ->
    [one] 1 place.
   *[other] { $count } places.
} Start at the top.
list-left-off = { $count } more did not fit on the list.
list-gone = No longer listed:
list-unknown = { $count ->
    [one] 1 place could not be found.
   *[other] { $count } places could not be found.
}
list-caption = Places to call, and what to ask each of them
list-for = For client
list-letters = For several clients: A, B, C
list-letters-note = No names: letters only.
list-said = What they said
list-date = Date:
list-print = Print
list-remove = Take off the list
list-keep-title = Keep, compare or send this list
list-keep = Keep on this device
list-keep-warning = Otherwise it is gone when you close this tab. Anyone who uses the device can see it.
list-clear = Clear the list
list-share = Send this list
list-share-some = As a text message or a link
list-share-reveals = Both show which places are on your list, and nothing of what you searched for. Anyone who has the link can open it.
list-share-link = Link to this list
list-take = Put all on my list
list-csv = Save for a spreadsheet
list-csv-number = Number
list-csv-name = Name
list-csv-letters = List
list-csv-address = Address
list-csv-call = Call
list-csv-phones = Other numbers
list-csv-website = Website
list-csv-link = Page
list-interpreter = You can ask for a free interpreter.
list-deaf = Deaf or hard of hearing? Dial 711, or use video relay. The interpreter is free.
list-questions = Ask on the phone
list-more-questions = { $count } more questions
list-partly = Some are listed
list-talked = Talked to, when
list-opening = Opening, price
list-next = Next step
list-no-answer = When nobody answers
list-no-answer-next = Leave your name and number if it is safe, then call the next place.
list-no-answer-card = Or call the number on the back of the insurance card, and ask which places it pays for.
list-no-answer-doctor = Your doctor or therapist can call for you.
list-no-answer-211 = At 211, they know what help is near you.
list-no-answer-samhsa = SAMHSA helps for free, day and night:

list-ask-iop = Do you have an intensive outpatient program (IOP)?
list-ask-together = Is everything I need in the same program?
list-ask-experience = Have you helped people like me, with problems like mine?
list-ask-insurance = Do you take my insurance, and what would I pay?
list-ask-assessment = Do you first check what I need? When, and what does that cost?
list-ask-ages = Which ages do you take?
list-ask-teens = For a teen: is the IOP just for teens, and which ages are in one group?
list-ask-week = What does a week look like: which days, and at what times?
list-ask-evenings = Can I come in the evening or on weekends?
list-ask-video = Can it be by video?
list-ask-therapies = How do you work, and which therapies do you use?
list-ask-medication = Can I keep my medication?
list-ask-eating = For an eating disorder: who checks weight, heart and blood, and is there a dietitian?
list-ask-family = How can my family take part?
list-ask-school-work = Do you help people get back to work or school?
list-ask-stay = How long do people stay?
list-ask-taper = How long can I stay, and do the hours go down step by step?
list-ask-after = What comes after the program?
list-ask-access = How do I get there, and can I come with a wheelchair or a child?
list-ask-start = When could I start?
