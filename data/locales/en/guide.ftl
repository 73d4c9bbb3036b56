# The guide: what an IOP is, and everything around it. The facts are from the sources that it names at the end.

guide-title = What is an IOP?
guide-lead = An IOP is an intensive outpatient program. You go to treatment several days a week, and you sleep at home. This page tells you what that means, in plain words.
guide-informs = This is information. It is not a diagnosis, and it does not take the place of a doctor or therapist.
guide-contents = On this page
guide-right-lead = Not sure if it is right for you? A few short questions show what people in a situation like yours look at first. We do not keep your answers.
guide-right-link = Is an IOP right?
guide-search-iop = Search for IOPs

guide-what = What an IOP is
guide-what-1 = An IOP gives you more help than a weekly visit. It gives you more freedom than a place where you stay the night. You live your life at home and use what you learn the same day.
guide-what-2 = It can help with alcohol or drugs, with mental health, with both at once, or with an eating disorder.
guide-what-3 = Many people do well with it. Those who stay longer tend to do better. If you slip, you did not fail: tell the team, and the plan changes.

guide-week = What a week looks like
guide-week-1 = Adults often come 9 to 19 hours a week. That may be three hours at a time, on three to five days. Teens come 6 hours or more.
guide-week-2 = Many places have groups during the day or in the evening, so you can work or go to school. Some meet by video. No list tells us the hours, so ask when you call.
guide-week-3 = It often lasts about three months, or longer if you need it. Near the end you come less often: first a few days, then once or twice a week.
guide-week-4 = With 20 hours or more a week it is most often called day treatment or partial hospitalization (PHP). But names differ. Some places call 6 hours a week an IOP, and some call 30 hours an IOP. Ask: “How many hours a week, on which days?”
guide-week-example = A week may look like this
guide-week-mon = Monday: group, 3 hours. You look back on the weekend and plan the week.
guide-week-tue = Tuesday: one hour alone with your counselor.
guide-week-wed = Wednesday: group, 3 hours. You learn a skill, such as how to ride out a craving.
guide-week-thu = Thursday: group, 3 hours. Once or twice a month, family night.
guide-week-fri = Friday to Sunday: life at home, and a support group if you like.

guide-types = Five kinds of IOP
guide-types-1 = Ask for the kind you need. One place may run several.
guide-type-addiction = Alcohol and drugs
guide-type-addiction-1 = You learn how to stop, or how to stay stopped. There may be drug tests. They help the team help you.
guide-type-mind = Mental health
guide-type-mind-1 = For low mood, fear, trauma, bipolar disorder and more. The skills are about mood, sleep, stress and staying safe.
guide-type-both = Both at once
guide-type-both-1 = Also called dual diagnosis. Many people have both. It works best when one team treats both at the same time.
guide-type-teen = Teens
guide-type-teen-1 = Groups for young people only, with school and family in the plan.
guide-type-eating = Eating disorders
guide-type-eating-1 = With meals together, a dietitian, and doctors who check the body.

guide-sessions = Alone, in a group, with family
guide-sessions-group = In a group
guide-sessions-group-1 = This is most of the week. You sit with a counselor and about 6 to 12 people who face the same kind of thing. You may just listen at first. What is said in the room stays in the room.
guide-sessions-alone = One on one
guide-sessions-alone-1 = You talk alone with a counselor or therapist, often once a week. You set your goals, and talk about what you would not say in a group.
guide-sessions-family = With family
guide-sessions-family-1 = The people close to you learn what helps and what does not. Family can be anyone you trust. If home is not safe, tell the team: then nobody from home has to come.

guide-therapies = The kinds of therapy
guide-therapies-1 = Most places mix several. Ask which ones they use, and why.
guide-therapies-show = All of them, one by one
guide-therapy-cbt = CBT (cognitive behavioral therapy)
guide-therapy-cbt-1 = You notice the thoughts that pull you toward a drink, a drug or a dark mood. Then you try new thoughts and new ways to act.
guide-therapy-dbt = DBT (dialectical behavior therapy)
guide-therapy-dbt-1 = You learn to get through strong feelings without harm, and to get along with others. It helps many people who hurt themselves.
guide-therapy-mi = Motivational interviewing
guide-therapy-mi-1 = A talk without pressure. You find your own reasons to change, at your own speed.
guide-therapy-twelve = 12-step facilitation
guide-therapy-twelve-1 = The staff help you start with groups like AA or NA. You can ask for other groups if this is not for you.
guide-therapy-family = Family therapy
guide-therapy-family-1 = You and your family change how you talk and live with each other. For teens it is one of the things that help most.
guide-therapy-rewards = Rewards for progress (contingency management)
guide-therapy-rewards-1 = You earn small prizes for each step, such as a clear drug test. It is the best help we know for meth and cocaine.
guide-therapy-community = Therapeutic community
guide-therapy-community-1 = You live or spend your days with others in recovery. Everyone has tasks, and everyone helps the others.
guide-therapy-relapse = Relapse prevention
guide-therapy-relapse-1 = You learn your own warning signs, and make a plan for hard days.
guide-therapy-skills = Life skills
guide-therapy-skills-1 = Sleep, money, work, cooking, saying no: what a day without drugs or fear is built on.
guide-therapy-classes = Classes
guide-therapy-classes-1 = You learn how the illness works in the brain and body, and what treatment does.
guide-therapy-peer = Peer and support groups
guide-therapy-peer-1 = Someone who has been there walks with you. Support groups are free, and they go on after the program ends.
guide-therapy-trauma = Work on trauma
guide-therapy-trauma-1 = You do not have to tell it all. First you learn to feel safe. Then, if you wish, you work on what happened, for example with EMDR.
guide-therapy-holistic = Art, movement, calm
guide-therapy-holistic-1 = Art, music, yoga, mindfulness or acupuncture. They can go along with other therapy, but do not take its place.

guide-medicine = Medicine
guide-medicine-1 = For opioids, medicine is the main treatment. Methadone and buprenorphine lower the risk of death a lot. Naltrexone blocks opioids once they have left the body. After you stop it, your body can handle less than before, and the old amount can kill.
guide-medicine-2 = For alcohol there is naltrexone, acamprosate and others. For mental health there are many.
guide-medicine-3 = Being on medicine is being in recovery. Ask: “Can I keep my medicine, or start it with you?” If they want you to stop it first, look for another place.
guide-medicine-search = Search for medicine for opioids

guide-teens = For teens
guide-teens-1 = Teen programs are not small adult programs. They look at behavior, school, friends and family. Groups should be for teens only: ask which ages are in one group.
guide-teens-2 = Family nearly always takes part. The program can talk with the school, so that classes go on. Many meet after school.
guide-teens-3 = Are you a teen who wants help? You can call for yourself. A parent can help, and so can a school nurse, a doctor, an aunt, a coach, or the people at the numbers at the top of this page.
guide-teens-search = Search for teen IOPs

guide-eating = For eating disorders
guide-eating-1 = Eating disorders hurt the body, whatever size it is. You do not have to be thin to be very ill.
guide-eating-2 = First a doctor should check weight, heart, blood pressure and blood. The checks should go on during the program. Ask who does them and how often.
guide-eating-3 = In a good program you eat some meals together, a dietitian plans food with you, and therapy deals with what is behind the eating disorder. For teens, parents help with meals at home.
guide-eating-danger = Go to an emergency room or call 911 for fainting, chest pain, a slow or uneven heartbeat, vomiting blood, keeping nothing down, fast weight loss, or feeling very weak.
guide-eating-search = Search for eating disorder IOPs

guide-gambling = Gambling and other addictions
guide-gambling-1 = Gambling, gaming, shopping or sex can take over a life, too. The same kinds of therapy help. Few places list help for this, so ask.
guide-gambling-2 = Gambling can bring debt and thoughts of suicide. If you have such thoughts, call or text 988. For gambling itself there is a free helpline, day and night: 1-800-426-2537 (1-800-GAMBLER).
guide-gambling-search = Search for gambling treatment

guide-levels = From weekly visits to a hospital
guide-levels-1 = Care comes in levels. You can start at any of them. The right one is the one that keeps you safe and still lets you live your life.
guide-level-outpatient = Less than 9 hours a week. You see a therapist or a group once or twice a week.
guide-level-iop = Several days a week, about 9 to 19 hours. You sleep at home.
guide-level-php = Most of the day, on most days: 20 hours or more. You sleep at home. A doctor or nurse is nearby.
guide-level-residential = You live there, for weeks or months. There are people around you day and night.
guide-level-detox = A few days, up to two weeks. Detox from calming pills takes longer. Staff keep you safe while alcohol or a drug leaves the body. It is a start, and treatment comes next.
guide-level-inpatient = You stay in a hospital, with doctors and nurses day and night. This is for when life or health is at risk.
guide-level-otp = You get methadone or other medicine for opioids, at first on most days. You can go to an IOP as well.
guide-level-housing = A home without alcohol or drugs, with others in recovery. You live there and go to treatment elsewhere.
guide-level-search = Search for this

guide-steps = Steps up and steps down
guide-steps-1 = Most people move between levels. After detox, a hospital or a live-in program, an IOP is a step down: you come home, but not alone.
guide-steps-2 = If weekly visits are not enough, an IOP is a step up. If an IOP is not enough, day treatment or a live-in program is next. A step up is not a punishment.
guide-steps-3 = Ask before the first day: “How will we know when it is time to change?” And ask the old place to send your records to the new one.

guide-detox = Detox: before an IOP, or at the same time
guide-detox-never = Alcohol, benzodiazepines (such as Xanax, Valium or Klonopin), barbiturates and GHB: never stop suddenly on your own. It can kill.
guide-detox-911 = Call 911 for a seizure, confusion, seeing or hearing things, or fever.
guide-detox-1 = Talk to a doctor first. Many people need to be in detox day and night for a few days, and start the IOP right after. A doctor may find that you can do it from home while you go to the IOP.
guide-detox-2 = Opioids: withdrawal feels awful, but medicine makes it much easier. Medicine is safer than detox alone. After a break your body can handle less, and the old amount can kill. Carry naloxone.
guide-detox-3 = Pregnant and using opioids? Do not stop alone. Methadone or buprenorphine protects you and the baby. Ask to be seen first: programs with a federal grant for this care must put pregnant women first.
guide-detox-search-alcohol = Search for alcohol detox
guide-detox-search-benzo = Search for benzodiazepine detox

guide-assessment = The assessment decides
guide-assessment-1 = Before you start, someone should look closely at your whole life. It takes one to two hours. It decides which level fits, and what the plan is.
guide-assessment-2 = It is done by a licensed counselor, social worker, psychologist, nurse or doctor. Your own doctor or therapist can help, too. Ask them what they think.
guide-assessment-who = What they ask about
guide-assessment-use = What you use, how much, and how it feels to stop
guide-assessment-body = Your body, your medicine, pregnancy
guide-assessment-mind = Mood, fear, thoughts, safety
guide-assessment-risk = What could make you slip
guide-assessment-home = Home, family, work, school
guide-assessment-wish = What you want, and what stands in the way
guide-assessment-3 = Many places use the ASAM Criteria for this. Be as open as you can. There is no wrong answer. Ask what it costs, and if you can have a copy.

guide-after = When it ends
guide-after-1 = The last day is a step, too. Before you leave you should have a plan on paper.
guide-after-plan = Visits after the program: with whom, and when
guide-after-medicine = Who will give you your medicine
guide-after-group = A support group, a peer or a coach
guide-after-signs = Your warning signs, and whom to call at night
guide-after-back = How to come back, without shame, if you need it

guide-cost = What it costs and who pays
guide-cost-1 = Look for a number on the back of your insurance card. Call and ask: “Do you cover an IOP? Which places near me? Do I need your OK first? What would I pay?”
guide-cost-medicaid = Medicaid
guide-cost-medicaid-1 = Medicaid pays for most of this care in most states. You often have a plan with its own name. Ask the program if it takes that plan. Children and teens with Medicaid can get the care a doctor says they need.
guide-cost-medicaid-2 = No card yet? You may qualify. Your state has a Medicaid office. Find it on medicaid.gov, or call 211.
guide-cost-medicare = Medicare
guide-cost-medicare-1 = Since 2024, Medicare has paid for IOPs, for mental health and for addiction. But it pays only in some places: hospitals, community mental health centers, federal health centers, rural health clinics, and opioid treatment programs. Ask: “Can you bill Medicare for the IOP?” A Medicare Advantage plan may have its own list. Medicare: 1-800-633-4227.
guide-cost-market = Marketplace and job plans
guide-cost-market-1 = Plans from HealthCare.gov or your state must cover addiction and mental health. Most plans from a job do, too. You may have to pay part of the cost, or the first costs each year. HealthCare.gov: 1-800-318-2596.
guide-cost-tricare = TRICARE
guide-cost-tricare-1 = TRICARE covers IOPs for service members, for those who have retired, and for family. Ask if you need a referral, and if the place is on TRICARE’s list.
guide-cost-va = VA and Community Care
guide-cost-va-1 = The VA has IOPs of its own. It can also pay for one somewhere else. This is called Community Care. But the VA must first refer you there. Do not start before you have the referral. VA: 1-800-698-2411. In a crisis, veterans call 988 and press 1.
guide-cost-none = No insurance
guide-cost-none-1 = Do not give up. Many places charge less if you earn less, or nothing at all. States and towns have money for this care.
guide-cost-none-211 = Call 211. They know what is near you, and can help you apply for Medicaid.
guide-cost-none-state = Each state has an agency for alcohol and drug care. SAMHSA can give you its number: 1-800-662-4357.
guide-cost-none-price = If you pay yourself, you can ask for the price in writing before you start.
guide-cost-no = When the plan says no
guide-cost-no-1 = Ask for the reason in writing. You can appeal for free, and the program can help. If the answer is still no, you can ask for a review by people outside the plan. If life is at risk, ask for a fast answer.

guide-rights = Your rights
guide-rights-minor = If you are under 18
guide-rights-minor-1 = In many states you can ask for some care yourself. The rules differ by state. Ask on the phone: “Must a parent agree? What does the insurance send home?” You do not have to give your name to ask.
guide-rights-minor-2 = If it is not safe to ask a parent, tell another adult you trust, or call or text 988.
guide-rights-private = It stays private
guide-rights-private-1 = A federal law (42 CFR Part 2) protects what addiction programs write about you. In most cases they need your OK in writing before they share it, even with your boss, the police or your family. There are a few exceptions, such as an emergency, harm to a child or a court order.
guide-rights-parity = Equal treatment by insurance
guide-rights-parity-1 = Under the parity law, most plans may not treat mental health and addiction worse than other illness. This covers costs, limits, and what needs the plan’s OK first.
guide-rights-language = A free interpreter
guide-rights-language-1 = Places that take federal money must give you an interpreter for free. This includes sign language. Ask for one when you call. Your child should not have to do it.
guide-rights-job = Your job
guide-rights-job-1 = A law called FMLA lets many people take up to 12 weeks off without pay and keep their job. It can be a few hours at a time. Ask your doctor for the form.
guide-rights-medicine = Your medicine
guide-rights-medicine-1 = The law protects you if you take medicine for opioids as your doctor says. A place should not send you away for it.

guide-sources = Where this comes from
guide-sources-1 = We wrote this in our own words. The facts are from public sources:
guide-sources-tip = SAMHSA, Treatment Improvement Protocol 47: intensive outpatient treatment
guide-sources-asam = The ASAM Criteria, 4th edition
guide-sources-others = SAMHSA on detox (TIP 45) and on medicine for opioids (TIP 63); NIDA on what works
guide-sources-eating = American Psychiatric Association, guideline on eating disorders, 2023
guide-sources-cms = CMS on Medicare, Medicaid and parity; TRICARE and VA on their own care
guide-sources-988 = 988 Suicide and Crisis Lifeline
