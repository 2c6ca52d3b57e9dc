package dev.guildline.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.internal.FollowUps.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FollowUpsTest {
    private final FollowUps followUps = new FollowUps();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "how?",
                "And how?",
                "why",
                "how much is it?",
                "How does that work?",
                "tell me more please",
                "can you explain it in detail",
                "what if it doesn't work?",
                "¿cómo?",
                "¿Y por qué?",
                "¿cuánto cuesta?",
                "explícamelo mejor",
                "怎麼做?",
                "那要怎么办呢？",
                "多少錢",
                "為什麼呢",
                "然後呢？",
                "可以說明一下嗎",
                "どうやって？",
                "どうすればいいですか",
                "なぜですか？",
                "もっと詳しく教えてください",
                "いくらですか",
            })
    void a_bare_question_word_says_nothing_by_itself(String message) {
        assertThat(followUps.read(message)).isEqualTo(new FollowUps.FollowUp(Kind.BARE, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what about the price of it",
                "where do I find that?",
                "how long does it take?",
                "can I cancel it?",
                "how do I do it on Android?",
                "¿dónde lo cambio?",
                "¿puedo cambiarlo?",
                "¿y eso en el móvil?",
                "它要多少錢?",
                "這個可以退嗎",
                "那個在哪裡設定",
                "它支持安卓吗",
                "それはいくらですか",
                "その値段は？",
                "これはスマホで使えますか",
            })
    void a_word_that_stands_for_another_refers_back(String message) {
        assertThat(followUps.read(message).kind()).isEqualTo(Kind.REFERS);
    }

    @ParameterizedTest
    @CsvSource({
        "and on Android?, on android",
        "What about refunds?, refunds",
        "how about my brother's account, my brother's account",
        "but without the app, without the app",
        "¿y en Android?, en android",
        "¿Y los reembolsos?, los reembolsos",
        "¿qué hay de mi hermano?, mi hermano",
        "那安卓呢？, 安卓",
        "手机版呢, 手机版",
        "那如果在手機上呢, 在手機上",
        "那換手機的話呢, 換手機",
        "アンドロイドは？, アンドロイド",
        "じゃあスマホの場合は？, スマホ",
        "iPhoneではどうですか, iphone",
        "スマホでもできますか？, スマホ",
    })
    void what_adds_to_a_question_goes_on(String message, String rest) {
        assertThat(followUps.read(message)).isEqualTo(new FollowUps.FollowUp(Kind.GOES_ON, rest));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I forgot my password and can't log in",
                "and how do I change my email address?",
                "and my game keeps crashing",
                "y mi cuenta no funciona",
                "How do I reset my password?",
                "the game crashes when I open the map and it does not come back",
                "is it possible to move my progress to another platform",
                "how long does shipping to Canada usually take",
                "¿Cómo cambio mi contraseña?",
                "y cómo cambio mi dirección de correo",
                "no puedo iniciar sesión en mi cuenta",
                "我忘記密碼了,要怎麼重設?",
                "怎麼退款給信用卡的訂單",
                "這個遊戲支援哪些平台和手機系統",
                "パスワードを忘れました。どうすればいいですか",
                "アカウントを削除するにはどうすればいいですか",
                "what\nabout",
            })
    void a_question_that_stands_for_itself_is_left_alone(String message) {
        assertThat(followUps.read(message).kind()).isEqualTo(Kind.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Android", "my phone", "iPhone 12", "refund", "móvil", "安卓手機", "返金"})
    void a_few_words_may_belong_to_something(String message) {
        assertThat(followUps.read(message).kind()).isEqualTo(Kind.FRAGMENT);
    }

    @ParameterizedTest
    @CsvSource({
        "and on Android?, android",
        "what about the price of it, price",
        "¿y en el móvil?, movil",
        "那安卓呢？, 安卓",
        "它支持安卓吗, 支持|持安|安卓",
        "スマホの場合は？, スマ|マホ",
    })
    void what_is_new_is_what_can_be_looked_for(String message, String words) {
        assertThat(followUps.ownWords(followUps.read(message))).containsExactlyInAnyOrder(words.split("\\|"));
    }
}
