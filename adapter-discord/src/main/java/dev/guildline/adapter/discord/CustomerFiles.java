package dev.guildline.adapter.discord;

import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.Attachment;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import org.jspecify.annotations.Nullable;

/**
 * Fetches what customers send from Discord's content servers, and from nowhere else. Links are good for a day; after that
 * the message is asked for a new one. Thread-safe; methods block.
 */
final class CustomerFiles {
    private static final Set<String> HOSTS = Set.of("cdn.discordapp.com", "media.discordapp.net");
    private static final Pattern PATH = Pattern.compile("/(?:ephemeral-)?attachments/([0-9]{1,20})/([0-9]{1,20})/.*");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final JDA jda;
    private final PrivateChannels channels;
    private final @Nullable URI apiUrl;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    CustomerFiles(JDA jda, PrivateChannels channels, @Nullable URI apiUrl) {
        this.jda = jda;
        this.channels = channels;
        this.apiUrl = apiUrl;
    }

    /** Opens a file; with a new link if the old one is not good any more. */
    InputStream open(Attachment file, @Nullable ExternalRef message, ChannelAddress customer) {
        Matcher path = path(file.location());
        Optional<InputStream> content = get(file.location());
        if (content.isEmpty() && message != null) {
            content = renewed(path, message, customer).flatMap(this::get);
        }
        return content.orElseThrow(() -> gone(file.location(), "is not there any more"));
    }

    /** Only Discord's own files are fetched, whatever address a message names. */
    private Matcher path(URI location) {
        String host = location.getHost() == null ? "" : location.getHost();
        boolean discords = HOSTS.contains(host) && "https".equals(location.getScheme());
        boolean configured = apiUrl != null
                && host.equals(apiUrl.getHost())
                && String.valueOf(apiUrl.getScheme()).equals(location.getScheme());
        Matcher path = PATH.matcher(location.getPath() == null ? "" : location.getPath());
        if (!path.matches() || !(discords || configured)) {
            throw new PortException.Permanent(
                    Refusal.NOT_ALLOWED, "a file that is not at Discord is not fetched", null);
        }
        return path;
    }

    private Optional<InputStream> get(URI location) {
        path(location);
        HttpRequest request =
                HttpRequest.newBuilder(location).timeout(PATIENCE).GET().build();
        try {
            HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            int status = answer.statusCode();
            if (status == 200) {
                return Optional.of(answer.body());
            }
            answer.body().close();
            if (status == 403 || status == 404 || status == 410) {
                return Optional.empty();
            }
            throw new PortException.Retryable("a file was answered with status " + status, null);
        } catch (IOException e) {
            throw new PortException.Retryable("a file could not be fetched", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortException.Retryable("fetching a file was interrupted", e);
        }
    }

    private Optional<URI> renewed(Matcher path, ExternalRef message, ChannelAddress customer) {
        long channelId = Long.parseUnsignedLong(path.group(1));
        try {
            return channel(channelId, customer)
                    .flatMap(channel ->
                            channel.retrieveMessageById(message.value()).submit().join().getAttachments().stream()
                                    .filter(attachment -> attachment.getId().equals(path.group(2)))
                                    .map(Message.Attachment::getUrl)
                                    .map(URI::create)
                                    .findFirst());
        } catch (CompletionException | IllegalArgumentException e) {
            PortException told = DiscordErrors.of(e, "asking message " + message + " for a new link");
            if (told instanceof PortException.Permanent) {
                return Optional.empty();
            }
            throw told;
        }
    }

    private Optional<MessageChannel> channel(long id, ChannelAddress customer) {
        MessageChannel known = jda.getChannelById(MessageChannel.class, id);
        OptionalLong user = UserAddress.userIfAny(customer);
        if (known != null || user.isEmpty()) {
            return Optional.ofNullable(known);
        }
        MessageChannel direct = channels.of(user.getAsLong(), jda).join();
        return direct.getIdLong() == id ? Optional.of(direct) : Optional.empty();
    }

    private static PortException gone(URI location, String what) {
        return new PortException.Permanent(Refusal.NOT_FOUND, "the file at " + location.getHost() + " " + what, null);
    }
}
