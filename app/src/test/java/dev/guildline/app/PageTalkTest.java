package dev.guildline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** What {@code ./guildline sandbox} shows, used by hand on both sides of its page, with keys and clicks. */
class PageTalkTest {
    private static final String QUESTION = "I cannot get into my account on my new phone";
    private static final String ASKS_FOR_A_PERSON = "that was helpful but I want to talk to a live agent";
    private static final String FROM_THE_AGENT = "Hello Robin, I have just sent you a new link.";

    private LocalWorld world;
    private PageBrowser page;

    @BeforeEach
    void start() throws IOException {
        PageBrowser.skipWithoutChromium();
        world = LocalWorld.start(new LocalWorld.Settings(LocalWorld.Routing.STUDIO, 0));
        page = PageBrowser.openOrSkip(world.pageUrl());
        page.see("bot-state", "bot connected");
    }

    @AfterEach
    void stop() {
        if (page != null) {
            page.close();
        }
        if (world != null) {
            world.close();
        }
    }

    @Test
    void the_whole_private_talk() {
        page.click("player-robin_ash");
        page.click("channel-customer-support");
        page.see("channel-title", "# customer-support");
        shot("01-start");
        page.type("composer", "/he");
        page.see("command-helpme", "/helpme");
        shot("02-commands");
        page.press(Keys.ENTER);
        page.see("command-form");
        page.press(Keys.ENTER);
        page.see("message", "Hi @Robin Ash, we just sent you a DM");
        page.see("command-used", "/helpme");
        page.see("unread-dm", "1");
        shot("03-helpme-in-public");

        page.click("channel-dm");
        page.see("message", "Hi Robin Ash! How can we help you today?");
        page.seeNo("unread-dm");
        shot("04-greeting");
        page.write("composer", QUESTION);
        page.see("message", "Does one of these help?");
        shot("05-suggestions");
        String article = page
                .each(
                        "message-button",
                        "e.closest('li').innerText.includes('Does one of these help?') ? e.textContent : ''")
                .stream()
                .filter(label -> !label.isEmpty())
                .findFirst()
                .orElseThrow();
        page.click("message-button", article);
        page.see("message", "Suggested article: " + article);
        assertThat(page.see("reply-quote", "Does one of these help?")).contains("Guildline");
        assertThat(page.see("embed", article)).contains("Account");
        shot("06-article");

        page.write("composer", ASKS_FOR_A_PERSON);
        page.see("message", "You are being transferred to a live agent.");
        page.see("task", "Robin Ash");
        shot("07-task-comes-in");
        page.click("task-accept");
        page.see("desk-message", ASKS_FOR_A_PERSON);
        page.see("message", "Mina Okafor has joined the chat.");
        assertThat(page.see("fact-case", "HELP-")).matches("HELP-\\d+");
        assertThat(page.see("fact-locale", "en")).startsWith("en");
        shot("08-accepted");
        page.write("desk-composer", FROM_THE_AGENT);
        page.see("message", FROM_THE_AGENT);
        page.write("composer", "It works, thank you!");
        page.see("desk-message", "It works, thank you!");
        shot("09-both-talk");

        page.click("complete");
        page.see("message", "Can case HELP-");
        page.see("task", "Robin Ash");
        shot("10-rating");
        page.click("message-button", "5");
        page.see("message", "Thank you for your rating!");
        page.click("message-button", "CLOSE");
        page.see("message", "is now closed.");
        page.see("composer");
        shot("11-case-closed");

        assertThat(playerSaw())
                .containsExactly(
                        "bot: Hi Robin Ash! How can we help you today? Just write what it is about.",
                        "player: " + QUESTION,
                        "bot: Does one of these help?",
                        "bot: Suggested article: " + article,
                        "player: " + ASKS_FOR_A_PERSON,
                        "bot: I have opened case HELP-n for you.",
                        "bot: You are being transferred to a live agent. You can go on writing here; everything you"
                                + " write reaches them.",
                        "bot: Mina Okafor has joined the chat.",
                        "bot: " + FROM_THE_AGENT,
                        "player: It works, thank you!",
                        "bot: This chat is closed. Write to me again at any time to start a new one.",
                        "bot: How did we do? 1 is bad, 5 is great.",
                        "bot: Can case HELP-n be closed, or does it need more attention?",
                        "bot: Thank you for your rating!",
                        "bot: Case HELP-n is now closed.");
        page.click("task-open");
        page.see("desk-closed");
        shot("12-what-the-agent-keeps");
        assertThat(agentSaw())
                .containsExactly(
                        "bot: Hi Robin Ash! How can we help you today? Just write what it is about.",
                        "customer: " + QUESTION,
                        "bot: Does one of these help?",
                        "customer: [" + article + "]",
                        "bot: Suggested article: " + article,
                        "customer: " + ASKS_FOR_A_PERSON,
                        "agent: " + FROM_THE_AGENT,
                        "customer: It works, thank you!");
    }

    @Test
    void a_bug_report_and_an_idea_in_chinese_through_the_form() {
        page.click("player-robin_ash");
        page.click("channel-bug-report");
        page.see("channel-title", "# bug-report");
        page.type("composer", "/bug");
        page.click("command-bug");
        page.type("option-text", "The sails vanish in fog");
        shot("20-bug-options");
        page.click("command-send");
        assertThat(page.see("message", "Thank you, @Robin Ash!")).containsPattern("BUG-\\d+");
        page.see("embed", "Known issues");
        shot("21-bug-thanked");

        page.click("player-xiaoyu");
        page.see("self-name", "林小雨");
        page.click("channel-feature-requests");
        page.see("channel-title", "# feature-requests");
        page.type("composer", "/");
        page.see("command-new_feature", "提出新功能的想法");
        shot("22-commands-in-chinese");
        page.click("command-new_feature");
        page.click("command-send");
        assertThat(page.see("modal-title", "功能建議")).isEqualTo("功能建議");
        page.press("希望有夜航模式", Keys.TAB, "晚上在海上看不清楚礁石。");
        shot("23-form-in-chinese");
        page.click("modal-submit");
        page.seeNo("modal");
        assertThat(page.see("message", "FEATURE-")).contains("@林小雨", "謝謝", "並會納入考量");
        page.see("embed", "最新版本");
        shot("24-idea-thanked");

        page.click("channel-customer-support");
        page.see("channel-title", "# customer-support");
        page.type("composer", "/求");
        page.press(Keys.ENTER);
        page.see("command-form");
        page.press(Keys.ENTER);
        page.see("message", "我們剛剛傳了私訊給");
        page.click("channel-dm");
        page.see("message", "今天有什麼可以幫忙的嗎");
        page.write("composer", "我忘記密碼,無法登入");
        page.see("message", "這裡面有你需要的嗎");
        shot("25-suggestions-in-chinese");
        page.click("message-button", "找真人客服");
        page.see("task", "林小雨");
        page.click("task-accept");
        page.see("message", "Mina Okafor 已加入對話。");
        page.click("canned-toggle");
        page.click("canned-3");
        page.await(
                "the canned answer in the field",
                () -> page.each("desk-composer", "e.value").toString().contains("我已經看過先前的對話"));
        page.click("desk-send");
        page.see("message", "我已經看過先前的對話");
        shot("26-agent-in-chinese");
    }

    @Test
    void everything_can_be_reached_with_keys() {
        page.press(Keys.TAB);
        assertThat(page.focused()).isEqualTo("skip-to-chat");
        page.press(Keys.TAB);
        assertThat(page.focused()).isEqualTo("skip-to-desk");
        page.press(Keys.TAB);
        assertThat(page.focused()).isEqualTo("drawer-toggle");
        page.press(Keys.TAB);
        assertThat(page.focused()).isEqualTo("player-robin_ash");
        page.press(Keys.TAB, Keys.TAB, Keys.TAB);
        assertThat(page.focused()).isEqualTo("player-noor_team");
        page.press(Keys.TAB, Keys.TAB);
        assertThat(page.focused()).isEqualTo("channel-bug-report");
        page.press(Keys.ENTER);
        page.see("channel-title", "# bug-report");
        page.see("composer");

        page.type("composer", "/bug");
        page.see("command-bug");
        page.press(Keys.ENTER);
        page.await("focus in the first option", () -> page.focused().equals("option-text"));
        page.press(Keys.ENTER);
        page.see("modal-title", "Report a problem");
        page.await("focus in the form", () -> page.focused().equals("modal-input"));
        page.press("Sails", Keys.TAB);
        assertThat(page.focused()).isEqualTo("modal-input");
        page.press(Keys.TAB);
        assertThat(page.focused()).isEqualTo("modal-cancel");
        page.press(Keys.TAB);
        assertThat(page.focused()).isEqualTo("modal-submit");
        shot("30-form-by-keys");
        page.press(Keys.ESCAPE);
        page.seeNo("modal");
        assertThat(page.texts("message")).isEmpty();
    }

    /** Keeps a picture of this stage; both sides are to show their newest message, nothing is to be cut off or complain. */
    private void shot(String name) {
        page.await("the newest message in " + name, () -> page.atEnd("scroller") && page.atEnd("desk-scroller"));
        page.screenshot(name);
        assertThat(page.overflowing()).as("cut off in " + name).isEmpty();
        assertThat(page.complaints()).as("console at " + name).isEmpty();
        assertThat(page.texts("toast")).as("toasts at " + name).isEmpty();
    }

    private List<String> playerSaw() {
        return page
                .each(
                        "message",
                        "(e.dataset.bot === 'true' ? 'bot: ' : 'player: ')"
                                + " + e.querySelector('.message-main > .markdown').innerText.split('\\n')[0]")
                .stream()
                .map(line -> line.replaceFirst("HELP-\\d+", "HELP-n").replace(" (edited)", ""))
                .toList();
    }

    private List<String> agentSaw() {
        return page
                .each("desk-message", "e.dataset.kind + ': ' + e.querySelector('.bubble').innerText.split('\\n')[0]")
                .stream()
                .filter(line -> !line.startsWith("system: "))
                .toList();
    }
}
