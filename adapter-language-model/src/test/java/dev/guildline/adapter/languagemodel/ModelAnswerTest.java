package dev.guildline.adapter.languagemodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.knowledge.ArticleMatch;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelAnswerTest {
    private static final ArticleMatch SOUND = match(
            "sound",
            Locale.ENGLISH,
            "No sound",
            "Open Settings > Audio and choose your headset in C:\\Game\\sound.ini. Version 2.14 or later is needed; it"
                    + " costs 9.99 and is explained on https://example.com/sound and at help@example.com.");
    private static final ArticleMatch REFUND =
            match("refund", Locale.ENGLISH, "Refunds", "A purchase can be given back within 14 days.");
    private static final ArticleMatch TAIWAN =
            match("zh", Locale.forLanguageTag("zh-TW"), "重設密碼", "在登入畫面點選「忘記密碼」，我們會寄送重設連結到您的信箱。");
    private static final Map<String, ArticleMatch> OFFERED = Map.of("A1", SOUND, "A2", REFUND);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Open Settings > Audio and choose your headset.",
                "You can choose your headset under Settings, Audio. You need version 2.14 or later.",
                "It is explained on https://example.com/sound.",
                "Choose your headset in C:\\Game\\sound.ini",
                "Open the settings, then audio, and choose your headset there.",
                "Write to help@example.com, or open https://example.com/sound!"
            })
    void what_stands_on_the_articles_is_shown_as_it_is(String words) {
        assertThat(read(words, "A1")).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "**Open** __Settings__ and `choose` your ||headset|| ; Open Settings and choose your headset",
                "@everyone open Settings and choose your headset <@123> <@&5> @here ; everyone open Settings and choose your headset here",
                "# Open Settings\\n> choose your *headset* ; Open Settings\\nchoose your headset",
                "[Open Settings](https://example.com/sound) and choose your headset ; Open Settings https://example.com/sound and choose your headset",
                "Open\u202E Settings\u200B and choose your headset ; Open Settings and choose your headset",
                "* Open Settings\\n* choose your headset ; - Open Settings\\n- choose your headset",
                "＠everyone open Settings and choose your headset ; everyone open Settings and choose your headset"
            })
    void marks_and_mentions_are_taken_out(String written, String shown) {
        assertThat(read(written.replace("\\n", "\n"), "A1")).isEqualTo(shown.replace("\\n", "\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Open Settings on https://example.com/soun",
                "Open Settings on https://example.com/sound/more",
                "Open Settings on http://example.com/sound",
                "Open Settings on example.co",
                "Open Settings and choose sound.ini or steam://run/1",
                "Open Settings and choose your headset, mail me@example.org",
                "Open Settings on https://exa\u200Bmple.org/sound",
                "[https://example.com/sound](https://example.org) Open Settings and choose your headset",
                "Open Settings and choose your headset for 99.99",
                "Version 2.15 or later is needed",
                "Version ２.１５ or later is needed",
            })
    void links_and_numbers_that_are_not_in_the_articles_are_not_shown(String words) {
        assertThat(ModelAnswer.read(FakeEndpoint.answer(words, "A1"), OFFERED))
                .isInstanceOf(ModelAnswer.Unusable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "One moment please, I am transferring this conversation to a human agent right now.",
                "Your refund has been approved and you will get the money back within a few days.",
                "You can win free items if you send your password to our team on another server.",
                "Open Settings > Audio and choose your headset. I am transferring this conversation to a human agent"
                        + " right now.",
                "Öffne die Einstellungen und wähle dort deinen Kopfhörer aus."
            })
    void what_was_made_up_is_not_shown_even_among_honest_sentences(String words) {
        ArticleMatch longArticle = match(
                "sound",
                Locale.ENGLISH,
                "No sound",
                "Open Settings > Audio and choose your headset. If you hear nothing on a console, send the sound to the"
                        + " television in its own settings and restart the game. You can find the version of the game in"
                        + " the menu, and with a right click on the icon you will see where it has been installed. Within"
                        + " a few minutes the sound is back. Please do not change other settings while you play.");

        assertThat(ModelAnswer.read(FakeEndpoint.answer(words, "A1"), Map.of("A1", longArticle)))
                .isInstanceOf(ModelAnswer.Unusable.class);
    }

    @Test
    void several_articles_are_named_below_the_one_on_the_card() {
        ModelAnswer.Usable usable = (ModelAnswer.Usable) ModelAnswer.read(
                FakeEndpoint.answer("A purchase can be given back within 14 days. Open Settings.", "A2", "A1"),
                OFFERED);

        assertThat(usable.answer().article()).contains(SOUND);
        assertThat(usable.answer().text())
                .isEqualTo("A purchase can be given back within 14 days. Open Settings."
                        + "\n• Refunds: https://example.com/refund");
    }

    @Test
    void a_number_of_an_article_that_is_not_cited_does_not_count() {
        assertThat(ModelAnswer.read(FakeEndpoint.answer("A purchase can be given back within 14 days.", "A1"), OFFERED))
                .isInstanceOf(ModelAnswer.Unusable.class);
    }

    @Test
    void a_long_answer_ends_with_a_whole_sentence() {
        String shown = read("Open Settings and choose your headset. ".repeat(100), "A1");

        assertThat(shown).hasSizeBetween(900, 1_000).endsWith("your headset.");
        assertThat(ModelAnswer.read(FakeEndpoint.answer("headset ".repeat(500), "A1"), OFFERED))
                .isInstanceOf(ModelAnswer.Unusable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<think>The customer has no sound. {}</think>\n%s",
                "```json\n%s\n```",
                "  %s\n",
            })
    void thoughts_and_blocks_of_code_around_it_are_passed_over(String form) {
        String answer = FakeEndpoint.answer("Open Settings and choose your headset.", "A1");

        assertThat(ModelAnswer.read(form.formatted(answer), OFFERED)).isInstanceOf(ModelAnswer.Usable.class);
    }

    @ParameterizedTest
    @CsvSource({
        "請在登入畫面點選「忘記密碼」，重設連結會寄送到您的信箱。, true",
        "请在登录画面点选“忘记密码”，我们会寄送重设链接到您的邮箱。, false",
        "请到您的信箱点选重设连结。, false",
        "Choose forgot password on the login screen., false",
        "パスワードをお忘れの場合はこちらからお願いします。, false"
    })
    void chinese_is_answered_in_the_characters_of_its_readers(String words, boolean usable) {
        assertThat(
                        ModelAnswer.read(FakeEndpoint.answer(words, "A1"), Map.of("A1", TAIWAN))
                                instanceof ModelAnswer.Usable)
                .isEqualTo(usable);
    }

    private static String read(String words, String id) {
        ModelAnswer read = ModelAnswer.read(FakeEndpoint.answer(words, id), OFFERED);
        assertThat(read).isInstanceOf(ModelAnswer.Usable.class);
        return ((ModelAnswer.Usable) read).answer().text();
    }

    private static ArticleMatch match(String id, Locale language, String title, String body) {
        return new ArticleMatch(
                new Article(
                        new ArticleId(id),
                        language,
                        title,
                        "",
                        body,
                        List.of(),
                        URI.create("https://example.com/" + id),
                        Set.of()),
                0.5,
                body);
    }
}
