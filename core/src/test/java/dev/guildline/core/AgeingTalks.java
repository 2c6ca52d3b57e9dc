package dev.guildline.core;

import static dev.guildline.testkit.fixture.Talk.ADA;
import static dev.guildline.testkit.fixture.Talk.done;

import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.Retention;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.memory.InMemoryAttachments;
import dev.guildline.core.memory.InMemoryStores;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.message.AttachmentPolicy;
import dev.guildline.core.message.Message;
import dev.guildline.core.port.store.UnitOfWork;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.relay.RetryPolicy;
import dev.guildline.core.usecase.AgentMessage;
import dev.guildline.core.usecase.ConversationKey;
import dev.guildline.core.usecase.CustomerMessage;
import dev.guildline.core.usecase.MessageOutcome;
import dev.guildline.core.usecase.SignalOutcome;
import dev.guildline.testkit.fake.FakeChatChannel;
import dev.guildline.testkit.fake.FakeContactCenter;
import dev.guildline.testkit.fake.ManualClock;
import dev.guildline.testkit.fixture.Talk;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Conversations over a long time, with a deployment that keeps files ten days, deliveries twenty and words thirty. */
final class AgeingTalks {
    static final Retention TENS = new Retention(days(10), days(20), days(30));
    static final Attachment PICTURE =
            new Attachment("crash.png", "image/png", 5, URI.create("https://example.org/crash.png"));

    final FakeChatChannel channel = new FakeChatChannel();
    final FakeContactCenter center = new FakeContactCenter(false);
    final ManualClock clock = new ManualClock();
    final InMemoryStores stores = new InMemoryStores();
    final InMemoryAttachments files = new InMemoryAttachments();
    final Guildline guildline = guildline(stores, TENS);
    final Talk mia = new Talk(guildline, channel, "Mia");
    final Talk zoe = new Talk(guildline, channel, "Zoe");

    Guildline guildline(UnitOfWork kept, Retention retention) {
        return Guildline.builder()
                .channel(channel)
                .contactCenter(center)
                .store(kept)
                .attachments(files, AttachmentPolicy.DEFAULT)
                .clock(clock)
                .retention(retention)
                .retryPolicy(new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(1), 0, 1))
                .build();
    }

    static Duration days(int count) {
        return Duration.ofDays(count);
    }

    /** Lets time pass, and housekeeping come to its end: half a day later. */
    void pass(Duration time) {
        clock.advance(time);
        settle(guildline);
    }

    void settle(Guildline process) {
        for (int i = 0; i < 360; i++) {
            clock.advance(Duration.ofMinutes(2));
            process.operations().tick();
        }
    }

    CustomerMessage written(Talk by, String id, Instant at, Attachment... attached) {
        return new CustomerMessage(
                new InboxKey("fake.message", id),
                by.customer(Locale.ENGLISH),
                "words of " + id,
                List.of(attached),
                new ExternalRef(id),
                null,
                List.of(),
                at);
    }

    MessageId writes(Talk by, String id, Attachment... attached) {
        MessageOutcome outcome =
                done(guildline.conversations().customerWrote(written(by, id, clock.instant(), attached)));
        return ((MessageOutcome.Accepted) outcome).message();
    }

    AgentMessage wordsOfAda(MessageId in, String id, Instant at) {
        return new AgentMessage(
                new InboxKey("far.message", id),
                ConversationKey.of(in.conversation()),
                ADA,
                "words of " + id,
                List.of(),
                new ExternalRef(id),
                at);
    }

    SignalOutcome tells(AgentMessage message) {
        return done(guildline.conversations().agentWrote(message));
    }

    void ends(MessageId in) {
        done(guildline.conversations().close(ConversationKey.of(in.conversation()), CloseReason.STAFF_ENDED));
    }

    List<Message> said(MessageId in) {
        return done(guildline.conversations().transcript(in.conversation()));
    }

    List<Delivery> deliveries(MessageId of) {
        return done(guildline.operations().deliveriesOf(of.conversation()));
    }

    Instant recognisedSince() {
        return done(guildline.conversations().recognisedSince());
    }

    /** Rolls a transaction back. */
    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    boolean isRecognised(InboxKey key) {
        try {
            return stores.inTransaction(tx -> {
                if (tx.inbox().firstTime(key, clock.instant())) {
                    throw new Undone();
                }
                return true;
            });
        } catch (Undone unknown) {
            return false;
        }
    }
}
