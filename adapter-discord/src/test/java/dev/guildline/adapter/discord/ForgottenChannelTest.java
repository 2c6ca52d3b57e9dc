package dev.guildline.adapter.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.RETURNS_SELF;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.message.Author;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.port.channel.OutboundMessage;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.channel.concrete.PrivateChannel;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.requests.ErrorResponse;
import net.dv8tion.jda.api.requests.Response;
import net.dv8tion.jda.api.requests.restaction.CacheRestAction;
import net.dv8tion.jda.api.requests.restaction.MessageCreateAction;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A direct message channel that Discord does not know any more, which the local Discord never does. */
class ForgottenChannelTest {
    private static final OutboundMessage HELLO = new OutboundMessage(
            new DeliveryId(1),
            UserAddress.of(42),
            new Message(
                    new MessageId(new ConversationId("c"), 1),
                    Author.SYSTEM,
                    new MessageBody.Text("hello"),
                    List.of(),
                    null,
                    Instant.EPOCH),
            null,
            false);

    private final JDA jda = mock(JDA.class);
    private final PrivateChannels channels = new PrivateChannels();
    private final PrivateThreads threads = new PrivateThreads(DiscordConfig.Threads.OFF);
    private final DirectMessages messages = new DirectMessages(
            jda,
            channels,
            threads,
            new OtherWay(jda, threads, new PublicAskers()),
            new CustomerFiles(jda, channels, null),
            mock(MissedMessages.class));
    private final PrivateChannel forgotten = mock(PrivateChannel.class);
    private final PrivateChannel reopened = mock(PrivateChannel.class);

    @BeforeEach
    @SuppressWarnings("unchecked")
    void oneForgottenAndOneToOpen() {
        answering(forgotten, CompletableFuture.failedFuture(unknownChannel()));
        CacheRestAction<PrivateChannel> opening = mock(CacheRestAction.class, RETURNS_SELF);
        when(opening.submit()).thenReturn(CompletableFuture.completedFuture(reopened));
        when(jda.openPrivateChannelById(42L)).thenReturn(opening);
        channels.remember(42, forgotten);
    }

    private static void answering(
            PrivateChannel channel, CompletableFuture<net.dv8tion.jda.api.entities.Message> answer) {
        MessageCreateAction action = mock(MessageCreateAction.class, RETURNS_SELF);
        when(action.submit()).thenReturn(answer);
        when(channel.sendMessage(any(MessageCreateData.class))).thenReturn(action);
    }

    private static ErrorResponseException unknownChannel() {
        okhttp3.Response raw = new okhttp3.Response.Builder()
                .request(new Request.Builder().url("http://127.0.0.1/").build())
                .protocol(Protocol.HTTP_1_1)
                .code(404)
                .message("")
                .body(ResponseBody.create(
                        "{\"code\":10003,\"message\":\"Unknown Channel\"}", MediaType.get("application/json")))
                .build();
        return ErrorResponseException.create(ErrorResponse.UNKNOWN_CHANNEL, new Response(raw, -1, Set.of()));
    }

    @Test
    void it_is_opened_again() throws Exception {
        net.dv8tion.jda.api.entities.Message shown = mock(net.dv8tion.jda.api.entities.Message.class);
        when(shown.getId()).thenReturn("777");
        answering(reopened, CompletableFuture.completedFuture(shown));

        ExternalRef sent = messages.send(HELLO).toCompletableFuture().get(10, TimeUnit.SECONDS);

        assertThat(sent.value()).isEqualTo("777");
        assertThat(channels.known(42)).contains(reopened);
    }

    @Test
    void it_is_opened_again_once_only() throws Exception {
        answering(reopened, CompletableFuture.failedFuture(unknownChannel()));
        CompletableFuture<Throwable> failure = new CompletableFuture<>();

        messages.send(HELLO).whenComplete((sent, thrown) -> failure.complete(thrown));

        assertThat(failure.get(10, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        PortException.Permanent.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refusal.NOT_FOUND));
        verify(jda, times(1)).openPrivateChannelById(42L);
    }
}
