//! Words that tell a place name from other names, folded, English and French, each class a word list.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Words before a place: "in X", "près de X".
pub(super) fn is_locative(word: &str) -> bool {
    has(word, LOCATIVE)
}

/// Words before a place that also stand before much else.
pub(super) fn is_weak_locative(word: &str) -> bool {
    has(word, WEAK_LOCATIVE)
}

/// Nouns beside "of X" / "de X" that make X a place, and adjectives of direction before X.
pub(super) fn is_place_noun(word: &str) -> bool {
    has(word, PLACE_NOUN)
}

/// Nouns after a place that say what kind of place it is: "X County", "X district".
pub(super) fn is_feature_noun(word: &str) -> bool {
    has(word, FEATURE_NOUN)
}

/// Titles before a person's name.
pub(super) fn is_title(word: &str) -> bool {
    has(word, TITLE)
}

/// Words after a person, hardly ever after a small place.
pub(super) fn is_speech(word: &str) -> bool {
    has(word, SPEECH)
}

/// Nouns that begin the rest of an institution's name after a place: "Bamako Police".
pub(super) fn is_institution(word: &str) -> bool {
    has(word, INSTITUTION)
}

/// Words before a place in a longer place name or an institution: they make no person of it.
pub(super) fn is_name_part(word: &str) -> bool {
    has(word, NAME_PART)
}

/// Common words that are also names of places somewhere; a place only with strong signs.
pub(super) fn is_common(word: &str) -> bool {
    has(word, COMMON)
}

/// Common given names, by which "Jordan Smith" is told from Jordan.
pub(super) fn is_given_name(word: &str) -> bool {
    has(word, GIVEN)
}

fn has(word: &str, class: &'static (u16, &'static str)) -> bool {
    WORDS.get(word).is_some_and(|classes| classes & class.0 != 0)
}

/// Nouns with which the name of a site may end in lower case: "Modibo Keita airport".
pub(super) fn is_site_end(word: &str) -> bool {
    matches!(
        word,
        "airport"
            | "airfield"
            | "camp"
            | "base"
            | "barracks"
            | "garrison"
            | "mine"
            | "bridge"
            | "prison"
            | "forest"
    )
}

/// Words with which the name of a newspaper ends.
pub(super) fn is_newspaper(word: &str) -> bool {
    matches!(
        word,
        "times" | "daily" | "herald" | "post" | "tribune" | "journal" | "gazette" | "news" | "chronicle"
    )
}

/// Titles that only people bear, before a name: "Captain Kayes", "le prêtre Koro".
pub(super) fn is_rank(word: &str) -> bool {
    matches!(
        word,
        "captain"
            | "capt"
            | "colonel"
            | "lieutenant"
            | "sergeant"
            | "adjudant"
            | "capitaine"
            | "commandant"
            | "sergent"
            | "pretre"
            | "imam"
            | "marabout"
            | "caporal"
            | "mr"
            | "mrs"
            | "ms"
            | "mme"
            | "mlle"
    )
}

/// Nouns for a settlement: "X, a town of Y".
pub(super) fn is_settlement(word: &str) -> bool {
    matches!(
        word,
        "town"
            | "city"
            | "village"
            | "hamlet"
            | "locality"
            | "ville"
            | "localite"
            | "hameau"
            | "bourg"
            | "bourgade"
    )
}

/// Nouns with which the name of a site begins in running text.
pub(super) fn is_site_noun(word: &str) -> bool {
    matches!(
        word,
        "aeroport"
            | "aerodrome"
            | "airport"
            | "camp"
            | "base"
            | "airbase"
            | "mine"
            | "ecole"
            | "gendarmerie"
            | "hotel"
            | "foret"
            | "parc"
            | "palais"
            | "garnison"
            | "route"
            | "national"
    )
}

/// Nouns beside a name that make it a first-level unit.
pub(super) fn is_first_level(word: &str) -> bool {
    matches!(
        word,
        "region" | "regions" | "state" | "governorate" | "gouvernorat" | "oblast" | "wilaya"
    )
}

/// Nouns beside a name that make it a second-level unit.
pub(super) fn is_second_level(word: &str) -> bool {
    matches!(
        word,
        "cercle"
            | "cercles"
            | "province"
            | "provinces"
            | "departement"
            | "department"
            | "county"
            | "district"
            | "prefecture"
    )
}

/// Whether a name of several words, as folded words each with a blank behind, is known to be no place in the news.
pub(super) fn is_no_place(key: &str) -> bool {
    matches!(
        key,
        "white house "
            | "old town "
            | "el nino "
            | "la nina "
            | "high school "
            | "the mission "
            | "grand jury "
            | "home office "
            | "supreme court "
            | "red cross "
            | "al qaeda "
            | "wall street "
            | "main street "
            | "new year "
            | "the times "
            | "the post "
    )
}

/// Every word and its classes, as bits.
static WORDS: LazyLock<FxHashMap<&'static str, u16>> = LazyLock::new(|| {
    let mut words = FxHashMap::default();
    for (class, list) in CLASSES {
        for word in list.split_ascii_whitespace() {
            *words.entry(word).or_insert(0) |= class;
        }
    }
    words
});

const CLASSES: [&(u16, &str); 10] = [
    LOCATIVE,
    WEAK_LOCATIVE,
    PLACE_NOUN,
    FEATURE_NOUN,
    TITLE,
    SPEECH,
    INSTITUTION,
    NAME_PART,
    COMMON,
    GIVEN,
];

const LOCATIVE: &(u16, &str) = &(
    1 << 0,
    "\
from through in near outside around across throughout inside toward towards into via between leaving reached visiting \
visited a au aux en dans vers depuis entre pres",
);

const WEAK_LOCATIVE: &(u16, &str) = &(
    1 << 1,
    "\
at to of for on over along and or de du des d' et ou l' la le les the sur",
);

const PLACE_NOUN: &(u16, &str) = &(
    1 << 2,
    "\
city town village villages towns cities hamlet district region province state county department \
municipality commune island capital suburb quarter neighborhood neighbourhood area outskirts north south \
east west northeast northwest southeast southwest northern southern eastern western central ville villes \
localite localites cercle departement quartier prefecture ile capitale nord sud est ouest centre axe \
route camp aeroport airport environs peripherie kilometres km miles kilometers coast border frontiere \
port downtown hameau hameaux residents habitants maire mayor suburban greater nearby neighboring \
neighbouring rural",
);

const FEATURE_NOUN: &(u16, &str) = &(
    1 << 3,
    "\
county counties parish province provinces district districts region regions city town village township \
airport river lake valley island islands prefecture municipality commune borough creek bay beach hills \
mountains mountain peninsula coast border area suburb governorate oblast state department cercle slums \
resident residents native",
);

const TITLE: &(u16, &str) = &(
    1 << 4,
    "\
mr mrs ms miss dr prof professor sir lord lady gen general col colonel capt captain lt lieutenant maj \
major sgt sergeant sen sens senator senators rep reps representative gov governor judge justice officer \
deputy detective chief coach pastor rev reverend father sister brother bishop imam sheikh president \
minister secretary chancellor king queen prince princess attorney councilman councilwoman commissioner \
superintendent principal director chairman spokesman spokeswoman m mme mlle monsieur madame maitre \
commandant capitaine adjudant sergent marechal ministre depute senateur docteur elhadj inspector \
congressman congresswoman archbishop cardinal pope premier ambassador st trooper cpl pvt pfc deputies",
);

const SPEECH: &(u16, &str) = &(
    1 << 5,
    "\
said says told added adds explained asked noted replied recalled wrote argued admitted testified \
declared stated who whose himself herself thinks believes knows smiled laughed pleaded scored married \
died",
);

const INSTITUTION: &(u16, &str) = &(
    1 << 6,
    "\
police department county city state university college school schools high middle elementary hospital \
medical health fire sheriff sheriff's court superior circuit district municipal council commission board \
chamber airport international regional public community senior highway national ministry government \
governor gov mayor sen rep house senate congress supreme attorney institute army navy air armed defence \
defense embassy ambassador president prime foreign interior central bank stock museum park center centre \
club times post daily herald news journal tribune gazette star press radio tv film arts festival fair \
symphony library church baptist catholic methodist independent area metro metropolitan transit authority \
water electric power river lake valley beach island creek hills mountain township parish village town \
province region road jail prison correctional detention sports athletic stadium union federation \
association society foundation republican democratic democrats republicans party office agency bureau \
services service veterans volunteer civic legislature parliament cup league open marathon games rural \
main hall junior elks neighbors singers agriculture energy red food centers securities census trade \
geological environmental monday tuesday wednesday thursday friday saturday sunday january february march \
april may june july august september october november december lundi mardi mercredi jeudi vendredi \
samedi dimanche",
);

const NAME_PART: &(u16, &str) = &(
    1 << 7,
    "\
north south east west northern southern eastern western central new old upper lower greater lake mount \
port fort saint st san santa the le la les el al university college bank republic state city downtown \
inner outer mid northeast northwest southeast southwest and or of in at from near for to but on as with \
by when while after before since if both republica county camp base ville région",
);

const COMMON: &(u16, &str) = &(
    1 << 8,
    "\
a about academy access act action active after again air alert all alliance alpha also amen american an \
and angel any apart apple april arab arch are arena army arrow as ash at august aurora autumn baby back \
bad bag ball band bank bar bark base basin bass bath battle bay be beach bear beat beaver bell best \
better big bird bishop black blaze blood blue board boat bone book border born boss both bow box boy \
branch brand brave bread bridge bright broad brook brown brush buffalo bug bull burns bus bush business \
but butler by cable call camp can canon cap capital car card care carol carpenter case castle cat cave \
center central centre chain chamber chance chapel charity chief child choice christmas church circle \
citizen city civil clay clean clear climax clinic clipper close cloud club coach coal coast coffee cold \
college colonial come commerce common commonwealth community concrete congress conservation constitution \
continental cook cool cooper corner corn council country county court cove cover cow creek crest cross \
crown crystal cup current dad daily dale dam dance dark day days deal dear death deep deer defense \
delight delta democrat department diamond did disney district do dodge dog dollar door double dove down \
dragon dream drew drive drug duke dutch eagle early earth east eastern easter echo economy eden edge \
education eight electric elder elk elm emerald emergency empire end energy english enterprise enough \
equality erase even ever every exchange experiment explorer express eye fair faith fall falls family \
fame far farm farmer fast father fear federal few field fifty film fine fire first fish five flag flat \
fleet flint flora flower fly food for ford forest fork forward four fox free freedom friday friend \
friendship from front fruit full fun game garden gas gate gay gem general german giant gift girl give \
glory go god gold golden good grace grand grant grass grave gray great green grove guard guide gulf gun \
guy half hall hamas hand happy harbor hard harmony hat have hawk he head health heart heat heavy hell \
help her here hero high highway hill hills him his history hit hold holiday holy home honor hood hope \
horse hospital hot hotel hour house how huge human hunter hurricane husband i ice ideal if imperial in \
independence independent industry inn international internet iron is island it item january february jesus jewel \
joint journal joy judge july jump june junction just justice keep key kind king knight lady lake lamb \
land lane large last law lead leader league least left legal legend less let level liberal liberty \
library life light lime line lion list little live loan lodge long look loop lord lot lots love low \
lower loyal luck main major make man many map maple march marine marines mark market mass massive master \
matter may me media memorial men mercury mercy metal metro middle midnight midway might mile mill mine \
miner mineral minister miss mission mobile model modern moment monday money monster moody moon more \
morning most mother motor mount mountain mouth much municipal museum music must my national native \
nature navy need never new news next nice night nine no noble noon normal north northeast northern \
northwest not nothing novel november now number oak oasis ocean october odd of off office officials old \
olive olympic on once one only open opera opportunity or orange orchard order orient other our out over \
owl own pacific page pale palm pan panther papa paradise park parkway part partner party pass past path \
patience patriot pay peace peach pearl people perfect person pet phoenix piano pick pilot pine pink \
pioneer pipe place plain plan plane plant plate plaza please point police polo pond pool poor pop port \
portal post power prairie premier president press price pride prime prince principal priest prison \
private progress prospect proper protection public pure quality quarter queen quick quiet race radio \
rain rainbow ranch range ranger rapid rapids ray read reading real red reform regent region relief \
remote republic republican research reserve rest revolution rice rich ridge right ring rise river road \
roads robin rock roll rome roman room root rose round route royal rule run rural rush safe sage sail \
saint salt sand sat saturday save saw say school science scott sea season seat second secretary security \
see senate senator september service seven she shell sheriff ship shop short show side signal silver \
simple since six sky small smart snow so social society soldier some son song soul south southeast \
southern southwest spanish spark speed spirit spring springs square stage standard star start state \
station stay steady steel still stock stone store storm story strange strategy stream street strong \
student success such sugar summer summit sun sunday sunrise sunset sunshine super supply supreme sure \
surprise swan sweet table tea team tell temple ten test thanks that the their them then there these they \
thing think third this those three thunder thursday tiger time titan to today toll tomorrow too top \
total touch tower town trail train travel treasury tree trial triangle trinity true trust truth tuesday \
tunnel turn turner twin two under union unit united unity universal university up upper us utility vale \
valley van vast veteran vice victory view village virgin vista voice volcano volunteer wait walk wall \
walnut war ward warm warrior was waste watch water way we wealth web wednesday week welcome well were \
west western what when where while white why wild will wind winter wish with wolf woman women wonder \
wood woods word work world would wrong yard year yes yet yoga you young zone ing sur tan abri ami ange \
annee apres arme armee art attaque au aussi autre avant avec avoir bas beau bel ben bien bon bonne bord \
bout bras cas ce cela cent certains ces cet cette ceux champ chaque chef chez choix ciel cinq coeur \
comme comment comte contre corps cote coup cour dans de deja depuis des deux dieu dit dix du eau ecole \
elle elles en encore enfin entre est et etat etre eux face fait femme fete feu fille fils fin font force \
foret fort gros groupe guerre hier homme ici il ils jeune jour juste la le les leur lieu loi lors \
lorsque lui lune ma mais maison mal mars matin meme mer mere mes mieux moins mois mon monde mort mur ne \
nom non nord nos notre nous nuit ont ou ouest ouvert par parmi pas pays pendant pere peu plus pont porte \
pour pourtant pres puis quand quatre que quel quelques qui rien rue sa sans se selon sept ses si soir \
soit sol sont source sous sud suite ta tel telle terre tous tout toute tres trois trop un une vers vie \
vieux vingt vive voici voie voila vous vrai",
);

const GIVEN: &(u16, &str) = &(
    1 << 9,
    "\
james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony \
mark donald steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey \
ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory \
alexander frank patrick raymond jack dennis jerry tyler aaron jose adam nathan henry zachary douglas \
peter kyle noah ethan jeremy walter christian keith roger terry austin sean gerald carl harold dylan \
arthur lawrence jordan jesse bryan billy bruce gabriel joe logan alan juan albert willie elijah wayne \
randy vincent mason roy ralph bobby russell bradley philip eugene mike jim tom bob bill dave steve dan \
chris matt tony jeff greg ken ron tim rick doug sam ben fred ted ray don jimmy johnny tommy eddie barack \
hillary mitt newt rudy nancy harry joel dale glenn craig todd mary patricia jennifer linda elizabeth \
barbara susan jessica sarah karen lisa betty margaret sandra ashley kimberly emily donna michelle carol \
amanda melissa deborah stephanie rebecca sharon laura cynthia kathleen amy angela shirley anna brenda \
pamela emma nicole helen samantha katherine christine debra rachel carolyn janet catherine maria heather \
diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith megan andrea \
cheryl hannah jacqueline martha gloria teresa ann sara madison frances kathryn janice jean abigail alice \
julia judy sophia grace denise amber doris marilyn danielle beverly isabella theresa diana natalie \
brittany charlotte marie kayla alexis lori jane kate anne sue jill tracy wendy tina pierre michel andre \
philippe rene louis alain jacques bernard marcel claude francois nicolas laurent olivier emmanuel bruno \
thierry pascal franck sebastien julien antoine guillaume mathieu benoit gilles didier yves marc luc \
henri georges gerard nathalie isabelle sylvie martine brigitte monique francoise valerie sandrine \
veronique celine chantal florence aurelie carlos luis antonio francisco manuel jesus pedro miguel angel \
jorge ricardo fernando rafael roberto eduardo alberto mario sergio javier hugo oscar ramon raul diego \
pablo enrique guadalupe rosa carmen ana lucia elena mohamed mohammed muhammad mohammad ahmed ahmad \
mahmoud mustafa moustapha ali hassan hussein ibrahim ibrahima omar oumar umar yusuf youssouf youssef \
abdullah abdallah abdoulaye abdou abdul abdel abdoul abdourahamane abdourahmane amadou mamadou moussa \
issa ousmane boubacar aboubacar bakary souleymane seydou sidi cheick cheikh sheikh adama lassana modibo \
moctar mouctar choguel assimi ismael sadio malick salif salifou tiecoro traore goita iyad amadoun \
hamadoun hama alpha hamma alhassane alhousseini ag bilal fatoumata aminata mariam aissata kadidiatou \
oumou ramata rokia blaise roch simon yacouba zephirin apollinaire mahamadou mahamane issoufou bazoum \
salou idriss hissene deby goukouni macky alassane faure patrice muhammadu goodluck olusegun bola sani \
yahya kofi nana jomo mwai raila uhuru vladimir dmitry dmitri sergei sergey mikhail boris nikolai ivan \
igor oleg viktor alexei andrei yuri valery hamid pervez asif nawaz benazir manmohan narendra rahul sonia \
rajiv sanjay anil amit ravi wei li wang chen zhang xi hu jintao jiabao kim lee park ban gordon silvio \
nelson thabo morgan saddam bashar hosni muammar ehud ariel shimon yasser ismail evo fidel",
);
