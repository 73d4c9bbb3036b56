# The facilities to call, as a sheet to print and write on.

list-title = Places to call
list-link = My list
list-choose = On my list
list-see = See my list
list-compare = Compare
list-empty = Your list is empty. Search, and check “On my list” for the places you may want to call.
list-search = Go to the search
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
list-print = Print
list-print-hint = You can print this page and write on it. What you searched for is not on it.
list-remove = Take off the list
list-keep = Keep on this device
list-keep-warning = Then the list stays after you close this tab. Anyone who uses this device can see it.
list-clear = Clear the list
list-interpreter = You can ask for a free interpreter.
list-when-you-call = When you call
list-deaf = Deaf or hard of hearing? Dial 711, or use video relay. The interpreter is free.
list-questions = What to ask
list-more-questions = { $count } more questions
list-partly = Some are listed
list-talked = Who I talked to, and when
list-next = What to do next
list-no-answer = When nobody answers
list-no-answer-next = Leave your name and number if it is safe. Then call the next place on the list.
list-no-answer-card = Call the number on the back of the insurance card. Ask which places it pays for. If you are not sure that you have a card, look for one.
list-no-answer-doctor = Ask your doctor or therapist to call.
list-no-answer-211 = Call 211. They know what help is near you.
list-no-answer-samhsa = Call SAMHSA at 1-800-662-4357. It is free, day and night.

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
