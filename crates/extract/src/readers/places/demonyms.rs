//! Demonyms: adjectives and peoples that stand for a country, English and French, folded.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The country (ISO 3166-1 alpha-2) a word stands for; `None` for other words. Plural forms count.
pub(super) fn country_of(word: &str) -> Option<&'static str> {
    if word.len() < 4 {
        return None;
    }
    let find = |word: &str| COUNTRIES.get(word).copied();
    find(word)
        .or_else(|| find(word.strip_suffix('s')?))
        .or_else(|| find(word.strip_suffix("es")?))
}

static COUNTRIES: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    DEMONYMS
        .split_ascii_whitespace()
        .filter_map(|line| line.split_once(':'))
        .flat_map(|(country, words)| words.split(',').map(move |word| (word, country)))
        .collect()
});

/// Country, then its words: English, then French masculine and feminine.
const DEMONYMS: &str = "\
AF:afghan,afghane AL:albanian,albanais,albanaise AM:armenian,armenien,armenienne \
AO:angolan,angolais,angolaise AR:argentine,argentinian,argentinean,argentin \
AT:austrian,autrichien,autrichienne AU:australian,australien,australienne,aussie AZ:azerbaijani,azeri \
BA:bosnian,bosniaque BB:barbadian BD:bangladeshi BE:belgian,belge BF:burkinabe,burkinabes,burkinabe \
BG:bulgarian,bulgare BH:bahraini BI:burundian,burundais,burundaise BJ:beninese,beninois,beninoise \
BN:bruneian BO:bolivian,bolivien,bolivienne BR:brazilian,bresilien,bresilienne BT:bhutanese BW:botswanan \
BY:belarusian,belarussian,bielorusse BZ:belizean CA:canadian,canadien,canadienne \
CD:congolese,congolais,congolaise CF:centrafricain,centrafricaine CH:swiss,suisse \
CI:ivorian,ivoirien,ivoirienne CL:chilean,chilien,chilienne CM:cameroonian,camerounais,camerounaise \
CN:chinese,chinois,chinoise CO:colombian,colombien,colombienne CR:rican CU:cuban,cubain,cubaine \
CV:verdean CY:cypriot,chypriote CZ:czech,tcheque DE:german,allemand,allemande DJ:djiboutian \
DK:danish,dane,danois,danoise DZ:algerian,algerien,algerienne EC:ecuadorian,ecuadorean,equatorien \
EE:estonian,estonien EG:egyptian,egyptien,egyptienne ER:eritrean,erythreen \
ES:spanish,spaniard,espagnol,espagnole ET:ethiopian,ethiopien,ethiopienne FI:finnish,finn,finlandais \
FJ:fijian FR:french,frenchman,francais,francaise GA:gabonese,gabonais,gabonaise \
GB:british,briton,britannique GE:georgian,georgien,georgienne GH:ghanaian,ghaneen,ghaneenne \
GM:gambian,gambien,gambienne GN:guinean,guineen,guineenne GR:greek,grec,grecque \
GT:guatemalan,guatemalteque GY:guyanese HN:honduran,hondurien HR:croatian,croat,croate \
HT:haitian,haitien,haitienne HU:hungarian,hongrois ID:indonesian,indonesien,indonesienne \
IE:irish,irishman,irlandais,irlandaise IL:israeli,israelien,israelienne IN:indian,indien,indienne \
IQ:iraqi,irakien,irakienne IR:iranian,iranien,iranienne IS:icelandic,icelander,islandais \
IT:italian,italien,italienne JM:jamaican,jamaicain JO:jordanian,jordanien,jordanienne \
JP:japanese,japonais,japonaise KE:kenyan,kenyan,kenyane KG:kyrgyz KH:cambodian,cambodgien KP:northkorean \
KR:korean,coreen,coreenne KW:kuwaiti,koweitien KZ:kazakh LA:laotian LB:lebanese,libanais,libanaise \
LK:lankan,sinhalese LR:liberian,liberien,liberienne LT:lithuanian,lituanien LV:latvian,letton \
LY:libyan,libyen,libyenne MA:moroccan,marocain,marocaine MD:moldovan,moldave ME:montenegrin \
MG:malagasy,malgache MK:macedonian,macedonien ML:malian,malien,malienne MM:burmese,birman MN:mongolian \
MR:mauritanian,mauritanien,mauritanienne MT:maltese,maltais MU:mauritian,mauricien MW:malawian \
MX:mexican,mexicain,mexicaine MY:malaysian,malaisien MZ:mozambican,mozambicain NA:namibian \
NE:nigerien,nigerienne NG:nigerian,nigerian,nigeriane NI:nicaraguan,nicaraguayen \
NL:dutch,dutchman,neerlandais,neerlandaise,hollandais NO:norwegian,norvegien NP:nepali,nepalese \
NZ:zealander,kiwi OM:omani PA:panamanian,panameen PE:peruvian,peruvien PH:filipino,philippine,filipina \
PK:pakistani,pakistanais PL:polish,pole,polonais PS:palestinian,palestinien,palestinienne \
PT:portuguese,portugais,portugaise PY:paraguayan QA:qatari,qatarien RO:romanian,roumain,roumaine \
RS:serbian,serb,serbe RU:russian,russe RW:rwandan,rwandais,rwandaise SA:saudi,saoudien,saoudienne \
SD:sudanese,soudanais,soudanaise SE:swedish,swede,suedois SG:singaporean SI:slovenian,slovene \
SK:slovak,slovakian SL:leonean,leonais SN:senegalese,senegalais,senegalaise \
SO:somali,somalian,somalien,somalienne SR:surinamese SV:salvadoran,salvadorian SY:syrian,syrien,syrienne \
TD:chadian,tchadien,tchadienne TG:togolese,togolais,togolaise TH:thai,thailandais TJ:tajik TM:turkmen \
TN:tunisian,tunisien,tunisienne TR:turkish,turk,turc,turque TT:trinidadian TW:taiwanese,taiwanais \
TZ:tanzanian,tanzanien UA:ukrainian,ukrainien,ukrainienne UG:ugandan,ougandais,ougandaise \
US:american,americain,americaine UY:uruguayan UZ:uzbek VE:venezuelan,venezuelien \
VN:vietnamese,vietnamien YE:yemeni,yemenite ZA:southafrican,sud-africain ZM:zambian,zambien \
ZW:zimbabwean,zimbabween";
