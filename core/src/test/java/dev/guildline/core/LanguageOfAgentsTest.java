package dev.guildline.core;

import static dev.guildline.testkit.fixture.Talk.ADA;
import static dev.guildline.testkit.fixture.Talk.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.usecase.AgentMessage;
import dev.guildline.core.usecase.CustomerMessage;
import dev.guildline.core.usecase.MessageEdit;
import dev.guildline.testkit.fake.FakeChatChannel;
import dev.guildline.testkit.fake.FakeContactCenter;
import dev.guildline.testkit.fake.ManualClock;
import dev.guildline.testkit.fixture.Talk;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Customers are spoken to in their language; what agents are told beside the talk is in the agents'. */
class LanguageOfAgentsTest {
    private final FakeChatChannel channel = new FakeChatChannel();
    private final FakeContactCenter center = new FakeContactCenter(false);
    private final ManualClock clock = new ManualClock();

    private GuildlineBuilder builder() {
        return Guildline.builder().channel(channel).contactCenter(center).clock(clock);
    }

    private Talk withAda(Guildline guildline) {
        Talk mei = new Talk(guildline, channel, "Mei");
        writes(guildline, mei, "你好");
        mei.joins(ADA);
        return mei;
    }

    private ExternalRef writes(Guildline guildline, Talk mei, String text) {
        ExternalRef source = new ExternalRef("source-" + text);
        done(guildline
                .conversations()
                .customerWrote(new CustomerMessage(
                        mei.key(),
                        mei.customer(Locale.TRADITIONAL_CHINESE),
                        text,
                        List.of(),
                        source,
                        null,
                        List.of(),
                        clock.instant())));
        return source;
    }

    private String lastPosted() {
        return center.log().get(center.log().size() - 1);
    }

    @Test
    void a_note_is_in_the_agents_language_and_what_is_told_about_stays_as_it_was() {
        Guildline guildline = builder().agentLocale(Locale.JAPANESE).build();
        Talk mei = withAda(guildline);
        ExternalRef source = writes(guildline, mei, "舊的");
        clock.advance(Duration.ofSeconds(1));

        done(guildline.conversations().customerEdited(new MessageEdit(mei.key(), source, "新的", clock.instant())));

        assertThat(lastPosted()).contains("お客様がメッセージを編集しました", "舊的", "新的");
    }

    @Test
    void the_agent_is_told_in_their_language_what_did_not_arrive() {
        Guildline guildline = builder().agentLocale(Locale.JAPANESE).build();
        Talk mei = withAda(guildline);
        channel.failNext(new PortException.Permanent(Refusal.INVALID, "no", null));

        done(guildline
                .conversations()
                .agentWrote(new AgentMessage(
                        mei.key(), mei.place(), ADA, "早安", List.of(), new ExternalRef("IM-1"), clock.instant())));

        assertThat(lastPosted()).contains("お客様に届けられませんでした", "チャットチャンネルがメッセージを受け付けませんでした");
    }

    @Test
    void without_a_word_on_it_agents_read_the_default_language() {
        Guildline guildline = builder().defaultLocale(Locale.JAPANESE).build();
        Talk mei = withAda(guildline);
        clock.advance(Duration.ofMinutes(10));

        done(guildline
                .conversations()
                .customerWrote(new CustomerMessage(
                        mei.key(),
                        mei.customer(Locale.TRADITIONAL_CHINESE),
                        "早就寫了",
                        List.of(),
                        new ExternalRef("source-late"),
                        null,
                        List.of(),
                        clock.instant().minus(Duration.ofMinutes(9)))));

        assertThat(lastPosted()).contains("早就寫了", "に書かれ、遅れて届きました");
    }
}
