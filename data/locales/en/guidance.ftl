# "Is an IOP right?": questions, answers, and what people in that situation usually look at first.

guidance-title = Is an IOP right?
guidance-intro = Answer for yourself, or for someone you are worried about. If you answer for someone else, “you” means that person.
guidance-promise = We do not keep your answers. This is information, not a diagnosis.
guidance-number = Question { $number } of about { $count }
guidance-continue = Next
guidance-back = Go back one question
guidance-guide = Go to the guide
guidance-choose = Choose one answer to go on.
guidance-several = Check all that apply. If none do, just go on.
guidance-changed = If you change an answer, we ask the questions after it again.

guidance-danger = Is there danger right now?
guidance-danger-hint = An overdose. Not waking up. A seizure. Trouble breathing. A suicide attempt, or being about to try. Being about to hurt someone.
guidance-danger-now = Yes, one of these is true now
guidance-danger-thoughts = No, but there are thoughts of suicide or self-harm
guidance-danger-no = No

guidance-health = Are any of these true today?
guidance-health-medical = Chest pain, fainting, high fever, bad pain, bleeding, a bad wound, or a new and serious illness
guidance-health-psychiatric = Confusion, hearing or seeing what others do not, not knowing what is real, not sleeping for days, or not being able to eat, drink or care for yourself

guidance-help = What do you want help with?
guidance-help-substances = Alcohol or drugs
guidance-help-mental = Mental health: mood, fear, trauma and more
guidance-help-eating = Eating: too little, too much, throwing up, fear of gaining weight
guidance-help-gambling = Gambling, gaming or the like

guidance-use = Which of these do you use most days, or did until not long ago?
guidance-use-hint = Also check what you stopped in the last few months, and what made you shaky, sweaty or sick when you stopped.
guidance-use-alcohol = Alcohol
guidance-use-sedatives = Pills to calm you or help you sleep, such as Xanax, Valium or Klonopin; barbiturates; GHB
guidance-use-opioids = Opioids: heroin, fentanyl, pain pills, kratom
guidance-use-unknown = Pills or powder, and I do not know what is in them
guidance-use-other = Something else: meth, cocaine, cannabis and others

guidance-detox = Is detox behind you?
guidance-detox-hint = Detox is the time when alcohol or a drug leaves the body, with medical help. “Yes” means that it is over, and you have used none of it since.
guidance-detox-done = Yes, detox is done
guidance-detox-no = No, or I am not sure

guidance-eating = Are any of these true?
guidance-eating-hint = Fainting. Chest pain. A slow or uneven heartbeat. Vomiting blood. Keeping nothing down. Fast weight loss. Feeling very weak.
guidance-eating-signs = Yes, at least one
guidance-eating-no = No, none of them

guidance-pregnancy = Are you pregnant?
guidance-pregnancy-yes = Yes, or maybe
guidance-pregnancy-no = No

guidance-home = What is home like?
guidance-home-safe = I have a safe place to live, and someone who helps
guidance-home-use = I have a place, but others there drink or use, or nobody helps
guidance-home-none = I have no place to live, or it is not safe there

guidance-tried = What have you tried so far?
guidance-tried-nothing = Nothing yet
guidance-tried-outpatient = Visits once or twice a week, and it was not enough
guidance-tried-intensive = An IOP or day treatment, and it was not enough
guidance-tried-down = I am coming out of detox, a hospital or a live-in program

guidance-days = What fills your days?
guidance-days-work = I have to keep up with work or school
guidance-days-children = I look after children or others
guidance-days-cannot = I can hardly get through the day, and cannot work or go to school

guidance-age = How old are you?
guidance-age-teen = Under 18
guidance-age-young = 18 to 25
guidance-age-adult = 26 to 64
guidance-age-older = 65 or older

guidance-first = Please do this first
guidance-call-911 = Call 911
guidance-call-988 = Call 988
guidance-text-988 = Text 988
guidance-outcome-title = What people usually look at first
guidance-outcome-intro = This is what many people in a situation like yours look at first, and why. It is not a diagnosis. A full assessment decides, and a doctor or therapist can help you choose.
guidance-danger-title = Get help now
guidance-danger-only = Nothing else matters now. When the danger is over, come back. We will be here.
guidance-why = Why
guidance-practical = How to make it work
guidance-then = What to look at
guidance-also = You could also look at:
guidance-search = Search for this
guidance-anyway = None of this fits? Search on your own, or call 1-800-662-4357 and talk to a person.
guidance-own-search = Open the search
guidance-your-answers = Your answers
guidance-none = None of these
guidance-change = Change
guidance-sources = Where this comes from
guidance-sources-intro = What you see here comes from these sources:

guidance-says-danger = Call 911 now. Stay with the person, and put away anything that could do harm. Overdose: give naloxone if you have it, and help them breathe. Thoughts of suicide: you can also call or text 988 at any time.
guidance-says-medical = Call 911 or go to an emergency room. The body comes first. Tell them about alcohol, drugs and medicine: they need to know it to treat you safely.
guidance-says-delirium = Call 911. If you drank or took calming pills and stopped or cut down, say so first: it could be withdrawal, and that can kill. Do not be alone until help comes.
guidance-says-psychiatric = Call 911 or 988, or go to an emergency room. Say what you see, hear or feel. Did you stop or cut down on alcohol or calming pills? Then call 911 and say so first: it could be withdrawal. If you can, do not be alone until someone has seen you.
guidance-says-eating-danger = Call 911 or go to an emergency room today. These signs can mean that the heart is in danger, at any body size. Ask them to check your heart, your blood, and the salts in your blood.
guidance-says-thoughts = Call or text 988 now. They listen, day and night, even if you are not about to act. Ask to be seen today. Put guns and pills out of reach, or give them to someone you trust. If you may act on the thoughts, call 911.
guidance-says-withdrawal = Never stop suddenly on your own. Stopping alcohol, calming pills, barbiturates or GHB all at once can kill. Talk to a doctor today. Call 911 for a seizure, confusion, seeing or hearing things, or fever.
guidance-says-pregnant-opioids = Do not stop opioids alone while you are pregnant: it can harm you and the baby. Call a doctor or a clinic today. Methadone or buprenorphine is the usual treatment. Say that you are pregnant and ask for priority.
guidance-says-overdose = Carry naloxone, and tell people near you where it is. After a break your body can handle less: the old amount can kill. Do not use alone. Blue lips, slow breathing or not waking up: call 911 and give naloxone.
guidance-says-break = Were opioids part of it, or could they be? After a break your body can handle less: the old amount can kill. Carry naloxone, and do not use alone. Ask for methadone or buprenorphine before you leave. Blue lips, slow breathing or not waking up: call 911.
guidance-says-hospital = In an emergency a hospital comes before all else. Staff there can treat body and mind at once, and keep you safe. You plan with them what comes next.
guidance-says-thoughts-care = With thoughts of suicide it helps to be seen on most days, or day and night. In a hospital someone is always there. In day treatment you are seen most of the day, if you can stay safe at night.
guidance-says-detox-done = Detox is done: that is a big step. Now comes the treatment that helps it last. If you start again, do not stop suddenly on your own. Go back to detox.

guidance-says-alcohol = With alcohol, the first days are the risky ones. In detox, staff watch over you and give you medicine to keep you safe. In this search, places with staff there day and night come first. After detox, an IOP is often next.
guidance-says-sedatives = Calming pills must be cut down step by step, with a doctor. That can take weeks. Keep taking what your doctor gave you until you have talked to them. For GHB or barbiturates, ask the place if it can treat them.
guidance-says-unknown = Nobody knows what is in it, so nobody knows what stopping will do. Detox staff can test it and keep you safe. In this search, places with staff there day and night come first.
guidance-says-opioids = For opioids, medicine comes first. Methadone and buprenorphine stop the cravings and keep people alive. Medicine goes together with detox or any other care. Detox alone is not enough.
guidance-says-opioid-places = Opioid treatment programs can give methadone and more. Many other places give buprenorphine, some on the same day. Other care can go on at the same time.
guidance-says-opioid-teen = Under 18, doctors most often start with buprenorphine. You do not need a special clinic for it. An opioid treatment program can give methadone, but in most cases a parent must agree. Other care can go on at the same time.
guidance-says-pregnancy = Say that you are pregnant when you call. Programs that get a federal grant for this care must take pregnant women first. If they are full, the state must make sure that you get help within two days. Some have programs for pregnant women and new mothers. Asking for help early is good care for your baby.
guidance-says-eating-check = Before any program, have a doctor check your weight, heart, blood pressure and blood. You can be very ill at any body size. The doctor can also help find the right level of care. Go to an emergency room if you faint or your heart feels slow or uneven.
guidance-says-no-home = It is hard to get well with no safe place to sleep. In a live-in program you have a bed, meals and people around you. If someone hurts you at home, call 1-800-799-7233. For a bed tonight, call 211.
guidance-says-home-use = When others at home drink or use, or nobody helps, getting well is harder, but it can be done. Tell the program. Some work with the family, too.
guidance-says-housing = In a sober home you live with others in recovery, and go to treatment from there.
guidance-says-intensive = An IOP or day treatment was not enough this time. You did not fail. This is a sign that you need more hours, or a place to stay. Tell them what helped and what did not.
guidance-says-cannot = When you can hardly get through the day, a few evenings a week may be too little. In day treatment you are there most of the day, and home at night. If the days get easier, you step down to an IOP.
guidance-says-outpatient = When weekly visits are not enough, an IOP is the next step: several days a week, and still at home.
guidance-says-down = After detox, a hospital or a live-in program the first weeks at home are hard. An IOP is made for that time. Start within a week if you can.
guidance-says-nothing = Many people start with an IOP. Ask for an assessment first. It shows if an IOP is too much, too little or just right.
guidance-says-early = You have a safe home and have not tried anything yet. So a visit once a week may be enough to begin with. If it is not, you step up to an IOP.
guidance-says-gambling = Few places list help for gambling. Call those that do. Ask if they also know about gaming and money problems. Or call 1-800-426-2537 (1-800-GAMBLER): it is free, day and night.
guidance-says-both = Ask for a place where one team treats both your mental health and what you use. When only one is treated, the other often brings it back.
guidance-says-other = No medicine for meth or cocaine works as well as those for opioids. But rewards for progress and CBT help a lot of people. Street drugs can have fentanyl in them: carry naloxone.

guidance-says-work = Ask for groups in the evening or by video. A law called FMLA may keep your job. Schools can often let you catch up.
guidance-says-children = Ask if there is child care, or if you can come while the children are at school. Taking care of yourself is taking care of them.
guidance-says-teen = Ask for a program just for teens, and which ages are in one group. Family often takes part. In many states you can ask for some care yourself: ask if a parent must agree.
guidance-says-older = Tell them about all the medicine you take. Medicare has paid for IOPs since 2024, but only in some places. Ask: “Can you bill Medicare for the IOP?”

guidance-heed-medical = A medical emergency
guidance-heed-delirium = Confusion that can be withdrawal
guidance-heed-psychiatric = A mental health emergency
guidance-heed-eating = An eating disorder that puts the body in danger
guidance-heed-thoughts = Thoughts of suicide or self-harm
guidance-heed-withdrawal = Dangerous to stop suddenly
guidance-heed-pregnant = Pregnant, with opioids
guidance-heed-overdose = Risk of an overdose
guidance-heed-break = Risk of an overdose after a break
guidance-heed-eating-check = A medical check comes first
guidance-heed-intensive = An IOP was not enough
guidance-heed-cannot = It is hard to get through the day

guidance-care-hospital = A hospital
guidance-care-hospital-1 = Doctors and nurses day and night. In an emergency, go to the nearest emergency room: you do not need a list. These places are for after that.
guidance-care-detox-alcohol = Detox from alcohol
guidance-care-detox-sedatives = Detox from calming pills
guidance-care-detox = Detox
guidance-care-detox-1 = A few days with staff who keep you safe.
guidance-care-detox-slow = Step by step, with staff who keep you safe. It takes longer than other detox.
guidance-care-residential = A live-in program
guidance-care-residential-1 = You live there for some weeks or months.
guidance-care-day = Day treatment (PHP)
guidance-care-day-1 = Most of the day, on most days. You sleep at home.
guidance-care-clinic = An opioid treatment program
guidance-care-clinic-1 = Methadone or other medicine, at first on most days.
guidance-care-medicine = Medicine for opioids, at any kind of place
guidance-care-medicine-1 = Often buprenorphine. You can live at home.
guidance-care-gambling = Treatment for gambling
guidance-care-gambling-1 = At any level of care.
guidance-care-iop = An IOP
guidance-care-iop-1 = Several days a week, about three hours each. You sleep at home.
guidance-care-housing = A sober home
guidance-care-housing-1 = A place to live while you go to treatment.
guidance-care-outpatient = Weekly visits
guidance-care-outpatient-1 = Once or twice a week, with a counselor or therapist.
