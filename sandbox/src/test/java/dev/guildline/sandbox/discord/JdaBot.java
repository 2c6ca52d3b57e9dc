package dev.guildline.sandbox.discord;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.channel.ChannelCreateEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.Compression;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import okhttp3.OkHttpClient;

/** A bot on the real JDA, logged in to a sandbox. */
final class JdaBot implements AutoCloseable {
    private final JDA jda;

    /** Every event seen, in order. */
    final List<GenericEvent> events = new CopyOnWriteArrayList<>();

    JdaBot(DiscordSandbox discord, Compression compression) {
        this(discord, discord.restUrl(), compression, new OkHttpClient.Builder());
    }

    JdaBot(DiscordSandbox discord, String restUrl, Compression compression, OkHttpClient.Builder http) {
        String gateway = discord.gatewayUrl();
        EventListener recorder = events::add;
        jda = JDABuilder.createLight(
                        discord.token(),
                        GatewayIntent.DIRECT_MESSAGES,
                        GatewayIntent.DIRECT_MESSAGE_TYPING,
                        GatewayIntent.GUILD_MESSAGES)
                .setRestConfig(new RestConfig().setBaseUrl(restUrl))
                .setSessionController(new ConcurrentSessionController() {
                    @Override
                    public String getGateway() {
                        return gateway;
                    }
                })
                .setCompression(compression)
                .setHttpClientBuilder(http)
                .setRawEventsEnabled(true)
                .addEventListeners(recorder)
                .build();
        try {
            jda.awaitReady();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JDA jda() {
        return jda;
    }

    <T extends GenericEvent> void on(Class<T> type, Consumer<T> work) {
        EventListener listener = event -> {
            if (type.isInstance(event)) {
                work.accept(type.cast(event));
            }
        };
        jda.addEventListener(listener);
    }

    /** Waits until JDA knows a channel that was just made. */
    void awaitChannel(String id) {
        CompletableFuture<Void> known = new CompletableFuture<>();
        on(ChannelCreateEvent.class, event -> {
            if (event.getChannel().getId().equals(id)) {
                known.complete(null);
            }
        });
        if (jda.getGuildChannelById(id) == null) {
            known.orTimeout(20, TimeUnit.SECONDS).join();
        }
    }

    <T extends GenericEvent> List<T> seen(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public void close() {
        jda.shutdown();
        try {
            if (!jda.awaitShutdown(10, TimeUnit.SECONDS)) {
                jda.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
