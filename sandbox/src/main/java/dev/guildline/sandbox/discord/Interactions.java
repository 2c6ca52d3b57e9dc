package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Interactions between people and the bot: sends them out and takes the bot's first answer in time. Called with the world's lock held. */
final class Interactions {
    static final int REPLY = 4;
    static final int DEFER_REPLY = 5;
    static final int DEFER_UPDATE = 6;
    static final int UPDATE = 7;
    static final int CHOICES = 8;
    static final int MODAL = 9;
    private static final int MOST_CHOICES = 25;

    private final World world;
    private final Gateway gateway;
    private final Messages messages;
    private final Map<Long, Interaction> byId = new LinkedHashMap<>();
    private final Map<String, Interaction> byToken = new LinkedHashMap<>();

    Interactions(World world, Gateway gateway, Messages messages) {
        this.world = world;
        this.gateway = gateway;
        this.messages = messages;
    }

    /** Sends an interaction to the bot. */
    Interaction open(
            int type,
            Account user,
            Channel channel,
            ObjectNode data,
            String commandName,
            int answerType,
            @Nullable Message source) {
        long id = world.nextId();
        String secret = "interaction:" + Long.toUnsignedString(id) + ":" + UUID.randomUUID();
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
        Interaction interaction =
                new Interaction(id, type, token, user, channel, world.now(), commandName, answerType, source);
        byId.put(id, interaction);
        byToken.put(token, interaction);
        ObjectNode event = InteractionForm.event(interaction, data, world, messages.form());
        gateway.dispatch("INTERACTION_CREATE", Intents.NONE, event);
        changed(interaction);
        world.later(world.settings.responseDeadline(), () -> changed(interaction));
        return interaction;
    }

    /** The bot's first answer. */
    Interaction answer(long id, String token, ObjectNode body, List<Upload> uploads) {
        Interaction interaction = byId.get(id);
        if (interaction == null || !interaction.token.equals(token)) {
            throw ApiError.unknownInteraction();
        }
        if (interaction.isAcknowledged()) {
            throw ApiError.alreadyAcknowledged();
        }
        if (isOverdue(interaction)) {
            throw ApiError.unknownInteraction();
        }
        int callback = body.path("type").asInt();
        requireFitting(interaction, callback);
        JsonNode data = body.path("data");
        switch (callback) {
            case REPLY -> reply(interaction, new MessageDraft(dataOf(data), uploads));
            case DEFER_REPLY -> defer(interaction, data);
            case DEFER_UPDATE -> interaction.original = interaction.source;
            case UPDATE -> update(interaction, new MessageDraft(dataOf(data), uploads));
            case CHOICES -> interaction.choices = choices(data);
            case MODAL -> openModal(interaction, dataOf(data));
            default -> throw new IllegalStateException("checked above: " + callback);
        }
        interaction.callback = callback;
        changed(interaction);
        return interaction;
    }

    /** The interaction a webhook token stands for, if the token is still good. */
    Interaction byToken(long application, String token) {
        Interaction interaction = byToken.get(token);
        if (application != world.bot.id || interaction == null || !interaction.isAcknowledged()) {
            throw ApiError.unknownWebhook();
        }
        if (world.now().isAfter(interaction.at.plus(world.settings.interactionLifetime()))) {
            throw ApiError.invalidWebhookToken();
        }
        return interaction;
    }

    @Nullable
    Interaction byId(long id) {
        return byId.get(id);
    }

    boolean isOverdue(Interaction interaction) {
        return !interaction.isAcknowledged()
                && world.now().isAfter(interaction.at.plus(world.settings.responseDeadline()));
    }

    /** Forms shown to this person and neither sent nor closed yet. */
    List<SandboxModal> openModals(Account user) {
        List<SandboxModal> open = new ArrayList<>();
        for (Interaction interaction : byId.values()) {
            if (interaction.user == user && interaction.modal != null) {
                open.add(interaction.modal);
            }
        }
        return open;
    }

    void closeModal(Interaction interaction) {
        interaction.modal = null;
        changed(interaction);
    }

    /** A message made by an interaction, not yet written. */
    Message newAnswer(Interaction interaction, boolean ephemeral) {
        Message message = messages.newMessage(interaction.channel, world.bot, interaction.answerType);
        message.interaction = interaction;
        Message source = interaction.source;
        if (interaction.answerType == Message.REPLY && source != null && !source.isEphemeral()) {
            message.repliesTo = source;
        } else if (interaction.answerType == Message.REPLY) {
            message.type = Message.DEFAULT;
        }
        if (ephemeral) {
            message.flags |= Message.FLAG_EPHEMERAL;
            message.ephemeralFor = interaction.user;
        }
        return message;
    }

    private void changed(Interaction interaction) {
        world.announce(SandboxChange.Kind.INTERACTION, interaction.channel, null, interaction.user);
    }

    private static ObjectNode dataOf(JsonNode data) {
        return data instanceof ObjectNode object ? object : Json.object();
    }

    private static void requireFitting(Interaction interaction, int callback) {
        boolean fits = switch (callback) {
            case REPLY, DEFER_REPLY -> interaction.type != Interaction.AUTOCOMPLETE;
            case DEFER_UPDATE, UPDATE ->
                interaction.source != null
                        && (interaction.type == Interaction.COMPONENT || interaction.type == Interaction.MODAL_SUBMIT);
            case CHOICES -> interaction.type == Interaction.AUTOCOMPLETE;
            case MODAL -> interaction.type == Interaction.COMMAND || interaction.type == Interaction.COMPONENT;
            default -> false;
        };
        if (!fits) {
            throw FormErrors.of(
                    "type",
                    "BASE_TYPE_CHOICES",
                    "Callback type " + callback + " cannot answer an interaction of type " + interaction.type + ".");
        }
    }

    private void reply(Interaction interaction, MessageDraft draft) {
        Message message = newAnswer(interaction, draft.wantsEphemeral());
        draft.applyTo(message, world);
        if (MessageDraft.isEmpty(message)) {
            throw ApiError.emptyMessage();
        }
        Mentions.apply(message, draft.allowedMentions(), Mentions.Default.ONLY_USERS, true, world);
        interaction.original = message;
        messages.publish(message);
    }

    private void defer(Interaction interaction, JsonNode data) {
        boolean ephemeral = (data.path("flags").asInt() & Message.FLAG_EPHEMERAL) != 0;
        Message message = newAnswer(interaction, ephemeral);
        message.flags |= Message.FLAG_LOADING;
        interaction.original = message;
        messages.publish(message);
    }

    private void update(Interaction interaction, MessageDraft draft) {
        Message source = interaction.source;
        if (source == null) {
            throw ApiError.unknownMessage();
        }
        messages.edit(source, draft, Mentions.Default.ONLY_USERS);
        interaction.original = source;
    }

    private static List<SandboxChoice> choices(JsonNode data) {
        FormErrors errors = new FormErrors();
        List<SandboxChoice> choices = new ArrayList<>();
        for (JsonNode choice : Json.list(data, "choices")) {
            String path = "data.choices." + choices.size();
            errors.between(path + ".name", Json.text(choice, "name"), 1, ComponentRules.CUSTOM_ID);
            errors.atMost(path + ".value", Json.text(choice, "value"), ComponentRules.CUSTOM_ID);
            choices.add(new SandboxChoice(Json.text(choice, "name"), Json.text(choice, "value")));
        }
        if (choices.size() > MOST_CHOICES) {
            errors.tooLong("data.choices", MOST_CHOICES);
        }
        errors.throwIfAny();
        return List.copyOf(choices);
    }

    private void openModal(Interaction interaction, ObjectNode form) {
        FormErrors errors = new FormErrors();
        ModalRules.check(form, errors);
        errors.throwIfAny();
        ObjectNode stored = form.deepCopy();
        stored.set("components", ComponentRules.stored(Json.list(form, "components")));
        interaction.modalForm = stored;
        interaction.modal = new SandboxModal(
                Long.toUnsignedString(interaction.id),
                Long.toUnsignedString(interaction.channel.id),
                Json.text(form, "custom_id"),
                Json.text(form, "title"),
                MessageView.components(Json.list(stored, "components")));
        world.announce(SandboxChange.Kind.MODAL_OPENED, interaction.channel, null, interaction.user);
    }
}
