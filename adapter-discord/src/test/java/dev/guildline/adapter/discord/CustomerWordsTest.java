package dev.guildline.adapter.discord;

import static dev.guildline.adapter.discord.SandboxedAdapter.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.message.Attachment;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.usecase.CustomerMessage;
import dev.guildline.sandbox.discord.SandboxFile;
import dev.guildline.sandbox.discord.SandboxMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CustomerWordsTest {
    private final SandboxedAdapter here = new SandboxedAdapter();

    @AfterEach
    void stop() {
        here.close();
    }

    private List<String> heard(int count) throws InterruptedException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(FakePorts.next(here.ports.messages).text());
        }
        return texts;
    }

    @Test
    void a_message_says_who_wrote_what() throws Exception {
        here.started();
        SandboxMessage written = here.amy.sendDm("is anybody there? 👋");

        CustomerMessage heard = FakePorts.next(here.ports.messages);

        assertThat(heard.key()).isEqualTo(new InboxKey("discord.message", written.id()));
        assertThat(heard.source().value()).isEqualTo(written.id());
        assertThat(heard.text()).isEqualTo("is anybody there? 👋");
        assertThat(heard.attachments()).isEmpty();
        assertThat(heard.replyTo()).isEmpty();
        assertThat(heard.customer().displayName()).isEqualTo("Amy");
        assertThat(heard.customer().id().value()).isEqualTo("discord:" + here.amy.id());
        assertThat(heard.customer().address().value()).isEqualTo("user/" + here.amy.id());
        assertThat(heard.customer().locale()).isEmpty();
    }

    @Test
    void files_and_replies_come_along() throws Exception {
        here.started();
        String answered = here.send(here.text("which device?"));

        here.amy.sendDm("", SandboxFile.text("log.txt", "line 1"));
        CustomerMessage file = FakePorts.next(here.ports.messages);
        here.amy.reply(answered, "a phone");
        CustomerMessage reply = FakePorts.next(here.ports.messages);

        assertThat(file.text()).isEmpty();
        assertThat(file.attachments()).singleElement().satisfies(attachment -> {
            assertThat(attachment.name()).isEqualTo("log.txt");
            assertThat(attachment.contentType()).startsWith("text/plain");
            assertThat(attachment.size()).isEqualTo(6);
            assertThat(attachment.location().getScheme()).isEqualTo("http");
        });
        assertThat(file.attachments()).extracting(Attachment::name).containsExactly("log.txt");
        assertThat(reply.replyTo().orElseThrow().value()).isEqualTo(answered);
    }

    @Test
    void what_the_bot_and_guild_channels_say_is_not_passed_on() throws Exception {
        here.started();
        here.send(here.text("an answer"));
        here.amy.send(here.support, "hello everybody");
        here.amy.sendDm("hello bot");

        assertThat(heard(1)).containsExactly("hello bot");
        assertThat(here.ports.messages).isEmpty();
    }

    @Test
    void what_is_written_before_the_start_is_passed_on_then() throws Exception {
        here.connected();
        here.amy.sendDm("one");
        here.amy.sendDm("two");

        here.started();
        here.amy.sendDm("three");

        assertThat(heard(3)).containsExactly("one", "two", "three");
    }

    @Test
    void a_store_that_is_down_is_told_again_and_the_order_stays() throws Exception {
        here.started();
        here.ports.failures.set(2);

        here.amy.sendDm("one");
        here.amy.sendDm("two");
        here.amy.sendDm("three");

        assertThat(heard(3)).containsExactly("one", "two", "three");
        assertThat(here.ports.messages).isEmpty();
    }

    @Test
    void a_customer_whose_message_is_stuck_does_not_hold_up_others() throws Exception {
        here.started();
        CompletableFuture<Void> stuck = new CompletableFuture<>();
        here.ports.before = stuck;
        here.amy.sendDm("stuck");
        here.ports.called.await(1);
        here.ports.before = CompletableFuture.completedFuture(null);

        here.discord.user("ben", "Ben", "en-US").sendDm("free");

        assertThat(heard(1)).containsExactly("free");
        stuck.complete(null);
        assertThat(heard(1)).containsExactly("stuck");
    }

    @Test
    void what_is_written_while_the_connection_is_cut_is_heard_once() throws Exception {
        here.started();
        here.amy.sendDm("before");
        assertThat(heard(1)).containsExactly("before");

        here.discord.gateway().drop();
        here.amy.sendDm("meanwhile");
        here.discord.gateway().awaitSessions(1, SOON);
        here.amy.sendDm("after");

        assertThat(heard(2)).containsExactly("meanwhile", "after");
    }
}
