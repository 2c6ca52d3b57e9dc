package dev.guildline.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.internal.HandoffDetector.Wish;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who speaks of people, refuses one or repeats somebody's words does not ask for one; in every language. */
class HandoffMentionsTest {
    private final HandoffDetector detector = new HandoffDetector();

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "en    | refusal   | I don't need a person",
                "en    | refusal   | no human please, just tell me the steps",
                "en    | refusal   | I'd rather not talk to an agent",
                "en    | mention   | my real estate agent is a human",
                "en    | mention   | the agent I spoke to last week was great",
                "en    | mention   | is the travel agent character a real person in the story",
                "en    | mention   | how do I report a person who cheats",
                "en    | quotation | '> I want to talk to a human\nthat is what my friend wrote'",
                "en    | quotation | it says \"talk to a person\" but the button is grey",
                "zh-TW | refusal   | 我不需要真人",
                "zh-TW | refusal   | 先不要轉客服",
                "zh-TW | mention   | 我朋友是客服人員",
                "zh-TW | mention   | 上次的客服叫我更新驅動程式",
                "zh-TW | mention   | 真人快打要怎麼安裝",
                "zh-TW | quotation | 他說「我要找真人客服」然後就離線了",
                "zh-CN | refusal   | 我不需要人工客服",
                "zh-CN | refusal   | 不用转人工",
                "zh-CN | mention   | 我朋友是做客服的",
                "zh-CN | mention   | 上次客服说三天内到账",
                "zh-CN | mention   | 人工智能的队友怎么设置",
                "zh-CN | quotation | 按钮上写着“转人工客服”但是点不了",
                "ja    | refusal   | 担当者は必要ありません",
                "ja    | refusal   | オペレーターにつながなくていいです",
                "ja    | mention   | 昨日オペレーターと話しましたが直りません",
                "ja    | mention   | 人間のキャラクターを作るには",
                "ja    | mention   | 担当者から返事が来ました",
                "ja    | quotation | 「オペレーターにつないでください」と書いてありました",
                "es    | refusal   | no necesito hablar con nadie",
                "es    | refusal   | no hace falta una persona",
                "es    | mention   | mi agente inmobiliario es una persona",
                "es    | mention   | ayer hablé con un agente y sigue igual",
                "es    | mention   | ¿cuántas personas caben en un equipo?",
                "es    | quotation | '> quiero hablar con una persona\neso escribió mi amigo'",
                "es    | quotation | el botón dice «hablar con una persona» y no funciona",
            })
    void who_speaks_of_people_does_not_ask_for_one(String language, String kind, String message) {
        assertThat(detector.wish(message)).isEqualTo(Wish.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"> I want to talk to a human", "「我要找真人」", "«quiero hablar con una persona»"})
    void who_writes_nothing_but_a_quotation_is_asked(String message) {
        assertThat(detector.wish(message)).isEqualTo(Wish.POSSIBLE);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "en    | I don't want the bot, get me a person",
                "en    | that was helpful but I want to talk to a live agent",
                "en    | not the article again. can i tlak to a human",
                "zh-TW | 這些都沒用，我要找真人",
                "zh-TW | 請幫我轉接客服人員",
                "zh-CN | 没用，转人工",
                "zh-CN | 我要人工客服",
                "ja    | 記事では解決しません。担当者につないでください",
                "ja    | 人と話したいです",
                "es    | esto no me sirve, quiero hablar con una persona",
                "es    | pásame con un agente por favor",
            })
    void who_asks_for_a_person_is_heard(String language, String message) {
        assertThat(detector.wish(message)).isEqualTo(Wish.CLEAR);
    }
}
