package dev.guildline.core;

import static dev.guildline.testkit.fixture.Talk.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.knowledge.KnowledgeQuery;
import dev.guildline.core.knowledge.SearchResult;
import dev.guildline.core.memory.InMemoryKnowledgeBase;
import dev.guildline.core.memory.InMemoryStores;
import dev.guildline.core.port.knowledge.DetectsLanguage;
import dev.guildline.core.port.knowledge.KnowledgeBase;
import dev.guildline.testkit.fake.FakeChatChannel;
import dev.guildline.testkit.fake.ManualClock;
import dev.guildline.testkit.fixture.Talk;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Customers are answered in the language they write, whatever their client is set to. */
class LanguageOfTheTalkTest {
    private static final Locale TAIWAN = Locale.forLanguageTag("zh-TW");
    private static final Article PASSWORD = article("password-en", Locale.ENGLISH, "Reset your password");
    private static final Article CHINESE = article("password-zh", TAIWAN, "重設密碼");

    private final FakeChatChannel channel = new FakeChatChannel();
    private final InMemoryStores stores = new InMemoryStores();

    private Guildline guildline(KnowledgeBase knowledge) {
        return Guildline.builder()
                .channel(channel)
                .store(stores)
                .clock(new ManualClock())
                .knowledgeBase(knowledge)
                .build();
    }

    private Talk mia(Guildline guildline) {
        return new Talk(guildline, channel, "Mia");
    }

    @Test
    void who_writes_chinese_is_answered_in_chinese_from_then_on() {
        Talk mia = mia(guildline(new TellsChinese(List.of(PASSWORD, CHINESE))));
        mia.asksForHelp(Locale.US);
        mia.writes("我的船怎麼沉了");
        mia.writes("?");
        mia.presses("找真人客服");
        mia.joins(ADA);

        assertThat(mia.read().get(0)).startsWith("Hi Mia!");
        assertThat(mia.read().get(1)).contains("不太確定");
        assertThat(mia.read().get(2)).contains("找不到");
        assertThat(mia.read().subList(3, 6))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("已為你建立案件"),
                        line -> assertThat(line).startsWith("正在為你轉接"),
                        line -> assertThat(line).isEqualTo("Ada 已加入對話。"));
    }

    @Test
    void the_clients_own_language_does_not_come_back_with_a_button_but_with_the_customers_words() {
        Talk mia = mia(guildline(new TellsChinese(List.of(PASSWORD, CHINESE))));
        mia.writes("重設密碼");
        mia.asksForHelp(Locale.US);
        mia.writes("I am lost, what can I do");

        assertThat(mia.read().get(1)).startsWith("Mia 你好");
        assertThat(mia.read().get(2)).startsWith("I am not sure");
    }

    @Test
    void a_new_setting_of_the_client_counts_until_the_customer_writes_otherwise() {
        Talk mia = mia(guildline(new TellsChinese(List.of(PASSWORD, CHINESE))));
        mia.asksForHelp(Locale.US);
        mia.writes("我的船怎麼沉了");
        mia.asksForHelp(Locale.forLanguageTag("es-ES"));

        assertThat(mia.read().get(2)).startsWith("¡Hola, Mia!");
    }

    @Test
    void the_script_of_the_client_is_kept_where_the_words_do_not_tell_another() {
        Talk mia = mia(guildline(new TellsChinese(List.of(PASSWORD, CHINESE))));
        mia.asksForHelp(Locale.SIMPLIFIED_CHINESE);
        mia.writes("大小");
        mia.writes("我的船怎麼沉了");

        assertThat(mia.read().get(1)).contains("我不太确定");
        assertThat(mia.read().get(2)).contains("找不到合適");
    }

    @Test
    void a_restart_forgets_nothing() {
        mia(guildline(new TellsChinese(List.of(PASSWORD, CHINESE)))).writes("我的船怎麼沉了");
        Talk later = new Talk(guildline(new TellsChinese(List.of(PASSWORD, CHINESE))), channel, "Mia");
        assertThat(later.key()).as("used before").isNotNull();
        later.writes("?");

        assertThat(later.read().get(1)).contains("找不到");
    }

    @Test
    void whose_language_has_no_articles_is_told_which_has() {
        Talk mia = mia(guildline(new TellsChinese(List.of(PASSWORD))));
        mia.writes("我的船怎麼沉了");
        mia.writes("怎麼辦");

        assertThat(mia.read().get(0)).isEqualTo("我沒有中文的文章。你可以用英文寫給我，或是找真人客服。");
        assertThat(mia.read().get(1)).startsWith("我找不到合適的答案。要幫你轉接真人客服嗎？");
    }

    private static Article article(String id, Locale language, String title) {
        return new Article(new ArticleId(id), language, title, "", title, List.of(), null, Set.of());
    }

    /** Tells Chinese by a few characters, and English by a word. */
    private static final class TellsChinese implements KnowledgeBase, DetectsLanguage {
        private final List<Article> articles;
        private final KnowledgeBase base;

        TellsChinese(List<Article> articles) {
            this.articles = articles;
            this.base = new InMemoryKnowledgeBase(articles);
        }

        @Override
        public Optional<Locale> languageOf(String text) {
            if (text.contains("what")) {
                return Optional.of(Locale.ENGLISH);
            }
            if (text.codePoints().noneMatch(Character::isIdeographic)) {
                return Optional.empty();
            }
            return Optional.of(Locale.forLanguageTag(text.contains("麼") || text.contains("碼") ? "zh-Hant" : "zh"));
        }

        @Override
        public List<Locale> languages() {
            return articles.stream().map(Article::language).toList();
        }

        @Override
        public SearchResult search(KnowledgeQuery query) {
            return base.search(query);
        }

        @Override
        public Optional<Article> find(ArticleId id) {
            return base.find(id);
        }

        @Override
        public List<Article> labelled(String label, Locale locale, int limit) {
            return base.labelled(label, locale, limit);
        }
    }
}
