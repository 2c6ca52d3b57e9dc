package dev.guildline.sandbox.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildline.sandbox.discord.SandboxAttachment;
import dev.guildline.sandbox.discord.SandboxChannel;
import dev.guildline.sandbox.discord.SandboxFile;
import dev.guildline.sandbox.discord.SandboxMessage;
import dev.guildline.sandbox.discord.SandboxUser;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a player sees, and what they do with messages. */
final class PlayerRoutes {
    private static final int LONGEST_MESSAGE = 4000;
    private static final int SHOWN = 300;
    private static final int MOST_FILES = 10;
    private static final Set<String> LOCALES = Set.of(
            "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl",
            "pt-BR", "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW",
            "ko");

    private final Players players;
    private final ReadMarkers markers;
    private final UploadShelf uploads;
    private final String botId;
    private final EventStream events;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    PlayerRoutes(Players players, ReadMarkers markers, UploadShelf uploads, String botId, EventStream events) {
        this.players = players;
        this.markers = markers;
        this.uploads = uploads;
        this.botId = botId;
        this.events = events;
    }

    void register(RoutesConfig routes) {
        String player = "/api/players/{player}";
        String channel = player + "/channels/{channel}";
        routes.get(player, this::show);
        routes.patch(player, this::change);
        routes.get(channel, this::showChannel);
        routes.post(channel + "/messages", this::send);
        routes.post(channel + "/typing", this::type);
        routes.post(channel + "/read", this::read);
        routes.get(channel + "/attachments/{attachment}", this::download);
        routes.patch(player + "/messages/{message}", this::edit);
        routes.delete(player + "/messages/{message}", this::delete);
    }

    /** The player as the list of players shows them. */
    ObjectNode summary(SandboxUser player) {
        int unread = players.visible(player).stream()
                .mapToInt(channel -> markers.unread(player, channel))
                .sum();
        return PageJson.object()
                .put("id", player.id())
                .put("username", player.username())
                .put("name", player.displayName())
                .put("locale", player.locale())
                .put("staff", players.isStaff(player))
                .put("acceptsDms", player.acceptsDms())
                .put("unread", unread);
    }

    private void show(Context context) {
        SandboxUser player = players.player(context);
        ObjectNode form = summary(player);
        form.set("channels", PageJson.array(players.visible(player), channel -> channel(player, channel)));
        form.set("modals", PageJson.array(player.openModals(), ChatView::modal));
        PageAnswer.json(context, form);
    }

    private ObjectNode channel(SandboxUser player, SandboxChannel channel) {
        return PageJson.object()
                .put("id", channel.id())
                .put("name", channel.name())
                .put("kind", ChatView.kind(channel))
                .put("mayWrite", players.mayWrite(player, channel))
                .put("unread", markers.unread(player, channel));
    }

    private void change(Context context) {
        SandboxUser player = players.player(context);
        PageBody body = PageBody.of(context, "locale", "acceptsDms");
        if (body.has("locale")) {
            String locale = body.text("locale", 10);
            if (!LOCALES.contains(locale)) {
                throw PageProblem.badField("locale", "\"locale\" must be a Discord locale code such as en-US.");
            }
            player.setLocale(locale);
        }
        if (body.has("acceptsDms")) {
            player.openDms(body.bool("acceptsDms"));
        }
        events.publish("discord", "USER", PageJson.object().put("player", player.id()));
        PageAnswer.json(context, summary(player));
    }

    private void showChannel(Context context) {
        SandboxUser player = players.player(context);
        SandboxChannel channel = players.channel(context, player);
        List<SandboxMessage> all = player.messages(channel);
        Map<String, SandboxMessage> byId = ChatView.byId(all);
        List<SandboxMessage> newest = all.subList(Math.max(0, all.size() - SHOWN), all.size());
        ObjectNode form = channel(player, channel);
        ArrayNode typing = form.putArray("typing");
        for (String account : channel.typing()) {
            if (account.equals(botId)) {
                typing.add("bot");
            } else if (!account.equals(player.id())) {
                players.all().stream()
                        .filter(other -> other.id().equals(account))
                        .forEach(other -> typing.add(other.displayName()));
            }
        }
        form.set("messages", PageJson.array(newest, message -> ChatView.message(player, channel, message, byId)));
        PageAnswer.json(context, form);
    }

    private void send(Context context) {
        SandboxUser player = players.player(context);
        SandboxChannel channel = players.channel(context, player);
        PageBody body = PageBody.of(context, "text", "replyTo", "files");
        String text = body.optionalText("text", LONGEST_MESSAGE);
        String written = text == null ? "" : text;
        List<SandboxFile> files = body.texts("files", MOST_FILES).stream()
                .map(id -> uploads.file("files", id))
                .toList();
        if (written.isBlank() && files.isEmpty()) {
            throw PageProblem.badField("text", "\"text\" must not be blank unless there are files.");
        }
        if (!players.mayWrite(player, channel)) {
            throw PageProblem.forbidden("channel", "Only staff may write in #" + channel.name() + ".");
        }
        SandboxMessage sent;
        if (body.has("replyTo")) {
            if (!files.isEmpty()) {
                throw PageProblem.badField("files", "A reply takes no files here.");
            }
            sent = player.reply(Players.id("replyTo", body.text("replyTo", 20)), written);
        } else {
            sent = player.send(channel, written, files.toArray(SandboxFile[]::new));
        }
        PageAnswer.json(context.status(201), PageJson.object().put("message", sent.id()));
    }

    private void type(Context context) {
        SandboxUser player = players.player(context);
        player.typing(players.channel(context, player));
        context.status(204);
    }

    private void read(Context context) {
        SandboxUser player = players.player(context);
        SandboxChannel channel = players.channel(context, player);
        PageBody body = PageBody.of(context, "message");
        String message = Players.id("message", body.text("message", 20));
        if (markers.readUpTo(player, channel, Long.parseUnsignedLong(message))) {
            events.publish("discord", "READ", PageJson.object().put("player", player.id()));
        }
        context.status(204);
    }

    private void edit(Context context) {
        SandboxUser player = players.player(context);
        PageBody body = PageBody.of(context, "text");
        player.editMessage(Players.message(context), body.text("text", LONGEST_MESSAGE));
        context.status(204);
    }

    private void delete(Context context) {
        players.player(context).deleteMessage(Players.message(context));
        context.status(204);
    }

    /** The page may load nothing from the local CDN's port, so its files pass through here. */
    private void download(Context context) throws IOException {
        SandboxUser player = players.player(context);
        SandboxChannel channel = players.channel(context, player);
        String id = context.pathParam("attachment");
        SandboxAttachment file = player.messages(channel).stream()
                .flatMap(message -> message.attachments().stream())
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> PageProblem.unknown("attachment", "There is no such file in this channel."));
        PageAnswer.file(context, file.filename(), file.contentType(), fetch(file.url()));
    }

    private byte[] fetch(String url) throws IOException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw PageProblem.unknown("attachment", "The local CDN no longer has this file.");
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PageProblem.notNow("The sandbox is stopping.");
        }
    }
}
