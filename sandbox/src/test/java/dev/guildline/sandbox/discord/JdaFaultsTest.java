package dev.guildline.sandbox.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.concrete.NewsChannel;
import net.dv8tion.jda.api.entities.channel.concrete.PrivateChannel;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.requests.ErrorResponse;
import net.dv8tion.jda.api.utils.Compression;
import net.dv8tion.jda.api.utils.FileUpload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JdaFaultsTest {
    private static final String SEND = "POST /channels/{channel}/messages";
    private static final Duration SOON = Duration.ofSeconds(30);

    private final DiscordSandbox discord = DiscordSandbox.start(DiscordSandboxSettings.defaults());
    private final SandboxUser amy = discord.user("amy", "Amy", "en-US");
    private final JdaBot bot = new JdaBot(discord, Compression.ZLIB);

    @AfterEach
    void stop() {
        bot.close();
        discord.close();
    }

    private PrivateChannel dm() {
        return bot.jda().openPrivateChannelById(amy.id()).complete();
    }

    @Test
    void jda_waits_out_a_rate_limit_and_sends_again() {
        PrivateChannel dm = dm();
        SandboxFault limit = discord.faults().on(SEND).times(1).rateLimit(Duration.ofMillis(300), false);
        dm.sendMessage("patience").complete();
        assertThat(limit.hits()).isEqualTo(1);
        assertThat(discord.calls().of(SEND)).extracting(SandboxCall::status).containsExactly(429, 200);
        assertThat(amy.messages()).extracting(SandboxMessage::content).containsExactly("patience");
    }

    @Test
    void a_full_bucket_is_refused_with_the_time_to_wait() {
        try (DiscordSandbox narrow =
                        DiscordSandbox.start(DiscordSandboxSettings.defaults().withRequestsPerBucket(2));
                JdaBot busy = new JdaBot(narrow, Compression.NONE)) {
            SandboxUser ben = narrow.user("ben", null, "en-US");
            PrivateChannel channel = busy.jda().openPrivateChannelById(ben.id()).complete();
            List<String> texts =
                    IntStream.range(0, 3).mapToObj(i -> "part " + i).toList();
            texts.forEach(text -> channel.sendMessage(text).queue());
            ben.awaitMessages(ben.dm(), seen -> seen.size() == 3, SOON);
            assertThat(ben.messages()).extracting(SandboxMessage::content).containsExactlyElementsOf(texts);
        }
    }

    @Test
    void a_server_error_is_repeated_by_jda_and_done_once() {
        PrivateChannel dm = dm();
        discord.faults().on(SEND).times(2).status(503);
        dm.sendMessage("third time lucky").complete();
        assertThat(discord.calls().of(SEND)).extracting(SandboxCall::status).containsExactly(503, 503, 200);
        assertThat(amy.messages()).hasSize(1);
    }

    @Test
    void an_answer_lost_after_processing_makes_no_second_message_thanks_to_the_nonce() {
        PrivateChannel dm = dm();
        discord.faults().on(SEND).times(1).loseAnswer();
        Message sent = dm.sendMessage("once").complete();
        assertThat(discord.calls().of(SEND)).extracting(SandboxCall::status).containsExactly(0, 200);
        assertThat(amy.messages()).extracting(SandboxMessage::id).containsExactly(sent.getId());
    }

    @Test
    void an_answer_comes_long_after_the_work_was_done() {
        PrivateChannel dm = dm();
        discord.faults().on(SEND).times(1).delayAnswer(Duration.ofMillis(300));
        dm.sendMessage("slow").complete();
        Instant answered = Instant.now();
        assertThat(amy.messages())
                .singleElement()
                .satisfies(message ->
                        assertThat(message.sentAt()).isBeforeOrEqualTo(answered.minus(Duration.ofMillis(300))));
    }

    @Test
    void a_refused_call_is_not_processed() {
        PrivateChannel dm = dm();
        SandboxFault outage = discord.faults().on(SEND).refuse();
        assertThat(catchThrowableOfType(
                        ErrorResponseException.class,
                        () -> dm.sendMessage("never").complete()))
                .isNotNull();
        assertThat(amy.messages()).isEmpty();
        outage.stop();
        dm.sendMessage("now").complete();
        assertThat(amy.messages()).hasSize(1);
    }

    @Test
    void the_same_nonce_brings_back_the_same_message() {
        PrivateChannel dm = dm();
        Message first = dm.sendMessage("one").setNonce("row-1").complete();
        Message again = dm.sendMessage("one").setNonce("row-1").complete();
        assertThat(again.getId()).isEqualTo(first.getId());
        assertThat(amy.messages()).hasSize(1);
        first.delete().complete();
        assertThat(failure(() -> dm.sendMessage("one").setNonce("row-1").complete()))
                .isEqualTo(ErrorResponse.UNKNOWN_MESSAGE);
    }

    @Test
    void closed_dms_refuse_what_is_sent_but_can_be_opened() {
        amy.openDms(false);
        PrivateChannel dm = dm();
        assertThat(failure(() -> dm.sendMessage("hello?").complete())).isEqualTo(ErrorResponse.CANNOT_SEND_TO_USER);
        amy.openDms(true);
        dm.sendMessage("hello!").complete();
        assertThat(amy.messages()).hasSize(1);
    }

    @Test
    void unknown_things_have_their_codes() {
        PrivateChannel dm = dm();
        assertThat(failure(() -> dm.retrieveMessageById("1234").complete())).isEqualTo(ErrorResponse.UNKNOWN_MESSAGE);
        assertThat(failure(() -> bot.jda().retrieveUserById("1234").complete())).isEqualTo(ErrorResponse.UNKNOWN_USER);
    }

    @Test
    void two_thousand_emoji_fit_and_travel_unharmed() {
        String longest = "\uD83D\uDE00".repeat(2000);
        dm().sendMessage(longest).complete();
        assertThat(amy.messages().get(0).content()).isEqualTo(longest);
    }

    @Test
    void a_file_goes_to_the_cdn_and_comes_back() {
        byte[] bytes = "line 1\nline 2".getBytes(StandardCharsets.UTF_8);
        Message sent = dm().sendMessage("the log")
                .addFiles(FileUpload.fromData(bytes, "log.txt").setDescription("what happened"))
                .complete();
        assertThat(amy.messages().get(0).attachments()).singleElement().satisfies(file -> {
            assertThat(file.filename()).isEqualTo("log.txt");
            assertThat(file.size()).isEqualTo(bytes.length);
        });
        assertThat(sent.getAttachments().get(0).getProxy().download().join()).hasBinaryContent(bytes);
        assertThat(sent.getAttachments().get(0).getDescription()).isEqualTo("what happened");
    }

    @Test
    void an_announcement_is_published_once() {
        String id = discord.guild().announcementChannel("news").id();
        bot.awaitChannel(id);
        NewsChannel news = bot.jda().getNewsChannelById(id);
        Message message = news.sendMessage("version 2").complete();
        message.crosspost().complete();
        assertThat(failure(() -> news.crosspostMessageById(message.getId()).complete()))
                .isEqualTo(ErrorResponse.ALREADY_CROSSPOSTED);
        assertThat(amy.messages(discord.guild().announcementChannel("news"))
                        .get(0)
                        .crossposted())
                .isTrue();
    }

    @Test
    void history_is_paged_newest_first() {
        IntStream.range(0, 7).forEach(i -> amy.sendDm("m" + i));
        String third = amy.messages().get(2).id();
        PrivateChannel dm = dm();
        assertThat(contents(dm.getHistoryAfter(third, 2).complete().getRetrievedHistory()))
                .containsExactly("m4", "m3");
        assertThat(contents(dm.getHistoryBefore(third, 5).complete().getRetrievedHistory()))
                .containsExactly("m1", "m0");
        assertThat(contents(dm.getHistoryAround(third, 3).complete().getRetrievedHistory()))
                .containsExactly("m3", "m2", "m1");
    }

    private static List<String> contents(List<Message> messages) {
        return messages.stream().map(Message::getContentRaw).toList();
    }

    private static ErrorResponse failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(ErrorResponseException.class, call).getErrorResponse();
    }
}
