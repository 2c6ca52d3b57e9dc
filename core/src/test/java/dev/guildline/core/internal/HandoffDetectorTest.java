package dev.guildline.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.internal.HandoffDetector.Wish;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandoffDetectorTest {
    private final HandoffDetector detector = new HandoffDetector();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "That was helpful but I want to talk to a live agent",
                "can i speak with a real person please",
                "agent",
                "Human, please!",
                "get me a human",
                "I don't want to talk to a bot, I want a person",
                "please connect me to customer support",
                "how do I contact someone from support?",
                "is there a real person I can chat with?",
                "I need an agent, not a bot",
                "put me through to your supervisor",
                "I want to tlak to an agnet",
                "speakto somebody",
                "i cannot reach an agent",
                "我要找真人",
                "可以幫我轉接客服嗎?",
                "請幫我轉真人客服",
                "找客服",
                "真人客服",
                "我想跟專員說話",
                "我要跟人講",
                "我不要跟機器人講話",
                "能不能讓真人回覆我",
                "需要客服介入",
                "轉人工",
                "转人工客服",
                "我要跟客服人员说话",
                "人工服务",
                "人間と話したいです",
                "オペレーターにつないでください",
                "スタッフに相談したい",
                "担当者をお願いします",
                "有人対応を希望します",
                "quiero hablar con una persona",
                "¿Me puedes pasar con un agente?",
                "necesito ayuda humana",
                "hablar con el equipo de soporte",
                "prefiero que me atienda una persona real",
            })
    void a_request_for_a_person_is_clear(String message) {
        assertThat(detector.wish(message)).isEqualTo(Wish.CLEAR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I forgot my password and can't log in",
                "I don't need a person",
                "no need to talk to a human, thanks",
                "please don't transfer me to an agent",
                "The agent told me to reinstall the game",
                "I talked to an agent yesterday and it still crashes",
                "How do I unlock the Sky Agent class?",
                "which support class is best for a beginner",
                "the secret agent skin is missing from my inventory",
                "how do I talk to someone in my guild?",
                "can I chat with people from other guilds",
                "I need an agent skin refund",
                "my friend wrote \"I want to talk to an agent\" and nothing happened",
                "> talk to a human\nthat button does nothing for me",
                "the captcha asks me to prove that I am human",
                "somebody stole my account",
                "what does the quartermaster person at the dock sell",
                "how do i kick a person from my crew",
                "我不需要真人客服",
                "不用幫我轉客服,謝謝",
                "我昨天找客服退貨吵了半天",
                "客服說要重新安裝,可是還是不行",
                "怎麼邀請別人加入公會",
                "我要找人組隊",
                "人工智慧的隊友太笨",
                "オペレーターは必要ありません",
                "スタッフに言われたとおりに再起動しました",
                "ギルドの人を招待するには",
                "no quiero hablar con un agente",
                "el agente me dijo que reiniciara el juego",
                "¿cómo desbloqueo al agente secreto?",
                "no puedo iniciar sesión en mi cuenta",
            })
    void what_only_looks_like_a_request_is_none(String message) {
        assertThat(detector.wish(message)).isEqualTo(Wish.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "are you a bot?",
                "can somebody help me please",
                "this bot is so useless",
                "what's your support phone number",
                "\"talk to an agent\"",
                "有人在嗎",
                "你是機器人嗎",
                "客服電話幾號",
                "あなたはロボットですか",
                "¿hay alguien ahí?",
            })
    void what_may_be_a_request_is_asked_back(String message) {
        assertThat(detector.wish(message)).isEqualTo(Wish.POSSIBLE);
    }
}
