package dev.guildline.sandbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.sandbox.Sandbox;
import dev.guildline.sandbox.SandboxSettings;
import dev.guildline.sandbox.discord.SandboxMessage;
import dev.guildline.sandbox.discord.SandboxUser;
import dev.guildline.sandbox.twilio.MessageView;
import dev.guildline.sandbox.twilio.SandboxAgent;
import dev.guildline.sandbox.twilio.SandboxTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Both sides of the page, used as a person would: with keys and clicks in a real Chromium. */
class PageInBrowserTest {
    private static final Duration SOON = Duration.ofSeconds(15);

    private Browser browser;
    private Sandbox sandbox;
    private ScriptedBot bot;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        browser = Browser.startOrSkip();
        sandbox = Sandbox.start(SandboxSettings.defaults());
        bot = new ScriptedBot(sandbox);
        sandbox.discord().awaitCommand("helpme", SOON);
        browser.open(sandbox.pageUrl(), 1600, 1000);
        browser.one("bot-state", "bot connected");
    }

    @AfterEach
    void stop() {
        if (bot != null) {
            bot.close();
        }
        if (sandbox != null) {
            sandbox.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void a_player_and_an_agent_talk_by_hand() {
        SandboxUser robin = sandbox.discord().user("robin_ash", null, "en-US");
        browser.screenshot("01-start");

        browser.click("channel-customer-support");
        browser.type("composer", "/he");
        browser.one("command-helpme");
        browser.screenshot("02-command-picker");
        browser.type("composer", Keys.ENTER);
        browser.one("command-form");
        browser.focused().sendKeys(Keys.ENTER);
        browser.one("message", "we just sent you a DM");
        browser.one("command-used", "/helpme");

        browser.one("unread-dm", "1");
        browser.click("channel-dm");
        browser.one("message", "How can I help you today?");
        browser.type("composer", "My **lanterns** are gone since the update :(", Keys.ENTER);
        browser.one("message", "Does one of these help?");
        browser.click("message-button", "Where are my lanterns?");
        browser.one("embed", "after the next sunrise");
        browser.one("reply-quote", "Does one of these help?");
        browser.click("message-menu");
        browser.click("message-menu-option", "Yes");
        browser.one("message", "Thank you for telling us.");
        browser.one("edited");
        browser.click("message-button", "Talk to a person");
        browser.one("message", "GL-1043");

        browser.one("task", "Robin Ash");
        browser.screenshot("03-incoming-task");
        browser.click("task-accept");
        browser.one("desk-message", "My lanterns are gone since the update");
        assertThat(browser.one("fact-case").getText()).isEqualTo("GL-1043");
        assertThat(browser.one("fact-locale").getText()).isEqualTo("en-US");
        browser.click("canned-toggle");
        browser.click("canned-0");
        browser.type("desk-composer", Keys.ENTER);
        browser.one("desk-message", "I have read the chat");
        SandboxAgent mina = sandbox.twilio().agents().get(0);
        SandboxTask task =
                mina.awaitTask("an accepted one", known -> known.status() == SandboxTask.Status.ACCEPTED, SOON);
        MessageView said = sandbox.twilio().conversation(task.conversationSid()).orElseThrow().messages().stream()
                .filter(message -> message.kind() == MessageView.Kind.AGENT)
                .findFirst()
                .orElseThrow();
        assertThat(said.authorName()).isEqualTo("Mina Okafor");
        bot.relay("robin_ash", "Mina: " + said.body());
        browser.one("message", "Mina: Hi!");
        browser.type("composer", "Thank you! I play on the phone, version 2.3.0", Keys.ENTER);
        browser.one("desk-message", "version 2.3.0");
        browser.screenshot("04-agent-chat");
        browser.resize(1100, 760);
        browser.screenshot("05-narrow");
        browser.resize(1920, 1080);
        browser.screenshot("06-wide");
        browser.resize(1600, 1000);

        browser.click("transfer");
        browser.one("agent-teo", "1");
        browser.click("agent-teo");
        browser.click("task-accept");
        browser.one("desk-title", "Robin Ash");
        browser.click("end-chat");
        browser.one("desk-status", "Wrapping up");
        browser.click("complete");
        browser.one("task", "Robin Ash");
        browser.until(
                "a closed conversation",
                () -> sandbox.twilio()
                                .conversation(task.conversationSid())
                                .orElseThrow()
                                .state()
                                .equals("closed")
                        ? Boolean.TRUE
                        : null);
        browser.screenshot("07-done");
        assertThat(robin.messages()).extracting(SandboxMessage::content).contains("Thank you for telling us.");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void a_form_an_attachment_and_a_command_nobody_answers(@TempDir Path folder) throws IOException {
        Path picture = folder.resolve("harbour.png");
        Files.write(picture, Pictures.png(320, 180));
        browser.click("channel-bug-report");
        browser.type("composer", "/bug");
        browser.click("command-bug");
        browser.click("command-send");
        browser.one("modal-title", "Report a bug");
        assertThat(browser.focused().getAttribute("data-custom-id")).isEqualTo("summary");
        browser.focused().sendKeys("Crash in the harbour");
        browser.oneWhere("[data-custom-id='details']").sendKeys("1. Sail in\n2. Watch it crash");
        browser.oneWhere("[data-custom-id='platform']").sendKeys("Phone");
        browser.screenshot("08-modal");
        browser.click("modal-submit");
        browser.gone("modal");
        browser.until("the focus back where one writes", () -> isWhereOneWrites(browser.focused()) ? true : null);
        browser.one("message", "Crash in the harbour on phone");
        browser.one("embed", "Known issues");

        browser.type("composer", "/bug");
        browser.click("command-bug");
        browser.type("option-what", "It crashes");
        browser.attach("option-screenshot", picture);
        browser.screenshot("09-command-options");
        browser.click("command-send");
        browser.one("message", "GL-1042");

        browser.type("composer", "/bug");
        browser.click("command-bug");
        browser.click("command-send");
        browser.one("modal");
        browser.focused().sendKeys(Keys.ESCAPE);
        browser.gone("modal");
        browser.until("the focus back where one writes", () -> isWhereOneWrites(browser.focused()) ? true : null);

        browser.type("composer", "/silent", Keys.ENTER);
        browser.focused().sendKeys(Keys.ENTER);
        browser.one("command-notice", "did not respond");
        browser.click("notice-dismiss");
        browser.gone("command-notice");

        browser.type("composer", "/faq", Keys.ENTER);
        browser.type("option-question", "pass");
        browser.click("suggestion-0");
        browser.click("command-send");
        browser.one("ephemeral");
        browser.one("message", "How do I reset my password?");

        browser.attach("composer-attach", picture);
        browser.one("attachment-remove");
        browser.type("composer", "This is **bold**, *soft*, `code` and <b>no markup</b>", Keys.ENTER);
        WebElement sent = browser.one("message", "<b>no markup</b>");
        assertThat(sent.findElements(By.cssSelector("b"))).isEmpty();
        browser.one("attachment");
        browser.screenshot("10-bug-report");
        assertThat(browser.complaints()).isEmpty();
    }

    private static boolean isWhereOneWrites(WebElement element) {
        return "composer".equals(element.getAttribute("id"));
    }

    @Test
    void players_languages_faults_and_costs() {
        browser.click("player-xiaoyu");
        browser.one("self-name", "林小雨");
        browser.click("channel-customer-support");
        browser.type("composer", "/");
        browser.one("command-helpme", "與客服私下對話");
        browser.screenshot("11-localised-commands");
        browser.type("composer", Keys.BACK_SPACE);

        browser.click("channel-announcements");
        browser.one("composer-closed");
        browser.click("player-noor_team");
        browser.type(
                "composer",
                "# Lanterns are back",
                Keys.chord(Keys.SHIFT, Keys.ENTER),
                "Thank you all for the reports!",
                Keys.ENTER);
        browser.one("message", "Lanterns are back");
        browser.one("player-unread-robin_ash");

        browser.click("drawer-toggle");
        browser.one("drawer");
        browser.click("calls-reset");
        browser.one("cost-discord", "0");
        browser.click("fault-discord-serverError");
        browser.one("faults-set", "Discord: 503, 1×");
        browser.click("fault-discord-gatewayDrop");
        browser.one("bot-state", "bot connected");
        browser.screenshot("12-drawer");
        browser.click("faults-clear");
        browser.one("faults-set", "Everything behaves");
        browser.focused().sendKeys(Keys.ESCAPE);
        browser.gone("drawer");
        browser.click("availability");
        browser.one("tasks-empty", "You are offline");
        assertThat(sandbox.twilio().agents().get(0).available()).isFalse();
        assertThat(browser.complaints()).isEmpty();
    }
}
