package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a person's client does: checks that it would be offered, then has it done under the world's lock. */
final class PersonActions {
    private static final int MESSAGE_COMMAND = 3;

    private final World world;
    private final Messages messages;
    private final Interactions interactions;
    private final CommandBook commands;

    PersonActions(World world, Messages messages, Interactions interactions, CommandBook commands) {
        this.world = world;
        this.messages = messages;
        this.interactions = interactions;
        this.commands = commands;
    }

    SandboxMessage send(
            Account person, Channel channel, String text, List<SandboxFile> files, @Nullable Message repliesTo) {
        return world.locked(() -> {
            requireVisible(person, channel);
            MessageDraft draft = draft(text, files);
            return MessageView.of(world, messages.sendAsPerson(person, channel, draft, repliesTo));
        });
    }

    SandboxMessage sticker(Account person, Channel channel, String text, String name) {
        return special(person, channel, message -> {
            message.content = text;
            message.stickers = List.of(name);
        });
    }

    SandboxMessage forward(Account person, Channel channel, String messageId) {
        return world.locked(() -> {
            Message forwarded = seen(person, messageId);
            return special(person, channel, message -> message.forwards = forwarded);
        });
    }

    SandboxMessage poll(Account person, Channel channel, String question, List<String> answers) {
        ObjectNode poll = Json.object()
                .put("expiry", Times.of(world.now().plus(Duration.ofDays(1))))
                .put("allow_multiselect", false)
                .put("layout_type", 1);
        poll.putObject("question").put("text", question);
        ArrayNode offered = poll.putArray("answers");
        answers.forEach(answer -> offered.addObject()
                .put("answer_id", offered.size())
                .putObject("poll_media")
                .put("text", answer));
        ObjectNode results = poll.putObject("results").put("is_finalized", false);
        results.putArray("answer_counts");
        return special(person, channel, message -> message.poll = poll);
    }

    SandboxMessage voice(Account person, Channel channel, SandboxFile recording) {
        return special(person, channel, message -> {
            draft("", List.of(recording)).applyTo(message, world);
            message.flags |= Message.FLAG_VOICE;
        });
    }

    private SandboxMessage special(Account person, Channel channel, Consumer<Message> content) {
        return world.locked(() -> {
            requireVisible(person, channel);
            return MessageView.of(world, messages.sendAsPerson(person, channel, content));
        });
    }

    SandboxMessage reply(Account person, String messageId, String text) {
        return world.locked(() -> {
            Message replied = seen(person, messageId);
            return send(person, replied.channel, text, List.of(), replied);
        });
    }

    SandboxMessage edit(Account person, String messageId, String text) {
        return world.locked(() -> {
            Message message = own(person, messageId);
            messages.edit(message, draft(text, List.of()), Mentions.Default.EVERYTHING);
            return MessageView.of(world, message);
        });
    }

    SandboxMessage preview(Account person, String messageId, String url, String title) {
        return world.locked(() -> {
            Message message = own(person, messageId);
            ObjectNode embed =
                    Json.object().put("type", "article").put("url", url).put("title", title);
            message.embeds = Json.array().add(embed);
            messages.changed(message);
            return MessageView.of(world, message);
        });
    }

    void delete(Account person, String messageId) {
        world.run(() -> messages.delete(own(person, messageId)));
    }

    void typing(Account person, Channel channel) {
        world.run(() -> {
            requireVisible(person, channel);
            messages.typing(channel, person);
        });
    }

    void react(Account person, String messageId, String emoji, boolean add) {
        world.run(() -> messages.react(seen(person, messageId), person, emoji, add));
    }

    List<String> commands(Account person, Channel channel) {
        return world.locked(() -> commands.offered(channel, person).stream()
                .map(command ->
                        (command.path("type").asInt() == CommandBook.SLASH ? "/" : "") + Json.text(command, "name"))
                .toList());
    }

    List<SandboxCommand> offeredCommands(Account person, Channel channel) {
        return world.locked(() -> commands.offered(channel, person).stream()
                .map(command -> SandboxCommand.of(command, person.locale))
                .toList());
    }

    SandboxInteraction slash(
            Account person, Channel channel, String command, Map<String, ?> options, @Nullable String focused) {
        return world.locked(() -> {
            requireVisible(person, channel);
            List<String> path = List.of(command.strip().split(" +", -1));
            ObjectNode definition = offered(person, channel, CommandBook.SLASH, path.get(0));
            ObjectNode data =
                    new CommandInput(world, channel, messages.form()).data(definition, path, options, focused);
            int type = focused == null ? Interaction.COMMAND : Interaction.AUTOCOMPLETE;
            return opened(
                    interactions.open(type, person, channel, data, path.get(0), Message.CHAT_INPUT_COMMAND, null));
        });
    }

    SandboxInteraction autocomplete(
            Account person, Channel channel, String command, String option, String typed, Map<String, ?> others) {
        Map<String, Object> options = new LinkedHashMap<>(others);
        options.put(option, typed);
        return slash(person, channel, command, options, option);
    }

    SandboxInteraction messageCommand(Account person, String messageId, String name) {
        return world.locked(() -> {
            Message target = seen(person, messageId);
            ObjectNode definition = offered(person, target.channel, MESSAGE_COMMAND, name);
            ObjectNode data = Json.object()
                    .put("id", Json.text(definition, "id"))
                    .put("name", name)
                    .put("type", MESSAGE_COMMAND)
                    .put("target_id", messageId);
            data.putObject("resolved")
                    .putObject("messages")
                    .set(messageId, messages.form().of(target));
            return opened(interactions.open(
                    Interaction.COMMAND, person, target.channel, data, name, Message.CONTEXT_MENU_COMMAND, null));
        });
    }

    SandboxInteraction click(Account person, String messageId, String customIdOrLabel) {
        return world.locked(() -> {
            Message message = seen(person, messageId);
            SandboxComponent button = component(message, customIdOrLabel);
            if (button.type() != ComponentRules.BUTTON || button.customId().isEmpty()) {
                throw new IllegalArgumentException("\"" + customIdOrLabel + "\" is not a button that can be pressed");
            }
            ObjectNode data =
                    Json.object().put("component_type", ComponentRules.BUTTON).put("custom_id", button.customId());
            return opened(interactions.open(
                    Interaction.COMPONENT, person, message.channel, data, "", Message.REPLY, message));
        });
    }

    SandboxInteraction select(Account person, String messageId, String customId, List<String> values) {
        return world.locked(() -> {
            Message message = seen(person, messageId);
            SandboxComponent menu = component(message, customId);
            if (!ComponentRules.isSelect(menu.type())) {
                throw new IllegalArgumentException("\"" + customId + "\" is not a select menu");
            }
            requireOffered(menu, values);
            ObjectNode data = Json.object().put("component_type", menu.type()).put("custom_id", menu.customId());
            var chosen = data.putArray("values");
            values.forEach(chosen::add);
            resolve(menu, values, message.channel, data);
            return opened(interactions.open(
                    Interaction.COMPONENT, person, message.channel, data, "", Message.REPLY, message));
        });
    }

    SandboxInteraction submit(Account person, SandboxModal modal, Map<String, ?> values) {
        return world.locked(() -> {
            Interaction opener = opener(person, modal);
            ObjectNode form = opener.modalForm;
            if (form == null) {
                throw new IllegalStateException("an open modal without its form");
            }
            ObjectNode data = new ModalInput(world, opener.channel, messages.form(), values).data(form);
            interactions.closeModal(opener);
            return opened(interactions.open(
                    Interaction.MODAL_SUBMIT, person, opener.channel, data, "", opener.answerType, opener.source));
        });
    }

    void closeModal(Account person, SandboxModal modal) {
        world.run(() -> interactions.closeModal(opener(person, modal)));
    }

    List<SandboxModal> openModals(Account person) {
        return world.locked(() -> interactions.openModals(person));
    }

    Optional<SandboxInteraction> interaction(Account person, String id) {
        return world.locked(() -> Optional.ofNullable(interactions.byId(Long.parseUnsignedLong(id)))
                .filter(interaction -> interaction.user == person)
                .map(this::opened));
    }

    List<SandboxMessage> visible(Account person, Channel channel) {
        if (!channel.isVisibleTo(person)) {
            return List.of();
        }
        List<SandboxMessage> seen = new ArrayList<>();
        for (Message message : channel.messages.values()) {
            if (message.ephemeralFor == null || message.ephemeralFor == person) {
                seen.add(MessageView.of(world, message));
            }
        }
        return seen;
    }

    <T> T await(Account person, Channel channel, Duration limit, Function<List<SandboxMessage>, Optional<T>> wanted) {
        return world.await(
                limit,
                () -> wanted.apply(visible(person, channel)).orElse(null),
                () -> person.username + " sees " + describe(visible(person, channel)));
    }

    private static String describe(List<SandboxMessage> seen) {
        StringBuilder text = new StringBuilder(seen.size() + " messages:");
        for (SandboxMessage message : seen) {
            text.append("\n  ").append(message.author()).append(": ").append(message.content());
            text.append(message.ephemeral() ? " [ephemeral]" : "").append(message.thinking() ? " [thinking]" : "");
            message.embeds()
                    .forEach(embed ->
                            text.append(" [card ").append(embed.title()).append(']'));
            message.buttons()
                    .forEach(button ->
                            text.append(" [button ").append(button.label()).append(']'));
        }
        return text.toString();
    }

    private SandboxInteraction opened(Interaction interaction) {
        return new SandboxInteraction(world, interactions, interaction);
    }

    private Interaction opener(Account person, SandboxModal modal) {
        Interaction opener = interactions.byId(Long.parseUnsignedLong(modal.interactionId()));
        if (opener == null || opener.user != person || opener.modal == null) {
            throw new IllegalArgumentException("the form \"" + modal.title() + "\" is not open for this person");
        }
        return opener;
    }

    private ObjectNode offered(Account person, Channel channel, int type, String name) {
        return commands.offered(channel, person, type, name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the command \"" + name + "\" is not offered here; there are " + commands(person, channel)));
    }

    private SandboxComponent component(Message message, String customIdOrLabel) {
        SandboxMessage view = MessageView.of(world, message);
        SandboxComponent component = view.component(customIdOrLabel)
                .orElseThrow(
                        () -> new IllegalArgumentException("the message has no component \"" + customIdOrLabel + "\""));
        if (component.disabled()) {
            throw new IllegalArgumentException("\"" + customIdOrLabel + "\" is greyed out");
        }
        return component;
    }

    private static void requireOffered(SandboxComponent menu, List<String> values) {
        if (values.size() < menu.minimum() || values.size() > menu.maximum()) {
            throw new IllegalArgumentException("\"" + menu.customId() + "\" takes " + menu.minimum() + " to "
                    + menu.maximum() + " choices, not " + values.size());
        }
        List<String> offered =
                menu.options().stream().map(SandboxComponent.Option::value).toList();
        if (menu.type() == ComponentRules.STRING_SELECT && !offered.containsAll(values)) {
            throw new IllegalArgumentException("\"" + menu.customId() + "\" offers " + offered + ", not " + values);
        }
    }

    private void resolve(SandboxComponent menu, List<String> values, Channel channel, ObjectNode data) {
        if (menu.type() == ComponentRules.STRING_SELECT) {
            return;
        }
        ObjectNode resolved = data.putObject("resolved");
        for (String value : values) {
            long id = Long.parseUnsignedLong(value);
            Account account = world.accounts.get(id);
            Channel chosen = world.channels.get(id);
            if (account != null) {
                resolved.withObjectProperty("users").set(value, UserForm.of(account));
                if (channel.guild != null) {
                    ObjectNode member = UserForm.partialMember(channel.guild, account)
                            .put("permissions", Long.toUnsignedString(channel.guild.permissionsOf(account)));
                    resolved.withObjectProperty("members").set(value, member);
                }
            } else if (chosen != null) {
                resolved.withObjectProperty("channels").set(value, ChannelForm.inInteraction(chosen, world.bot));
            } else {
                throw new IllegalArgumentException("there is no account or channel " + value);
            }
        }
    }

    private Message seen(Account person, String messageId) {
        long id = Long.parseUnsignedLong(messageId);
        for (Channel channel : world.channels.values()) {
            Message message = channel.messages.get(id);
            if (message != null
                    && channel.isVisibleTo(person)
                    && (message.ephemeralFor == null || message.ephemeralFor == person)) {
                return message;
            }
        }
        throw new IllegalArgumentException(person.username + " sees no message " + messageId);
    }

    private Message own(Account person, String messageId) {
        Message message = seen(person, messageId);
        if (message.author != person) {
            throw new IllegalArgumentException("message " + messageId + " is not by " + person.username);
        }
        return message;
    }

    private static void requireVisible(Account person, Channel channel) {
        if (!channel.isVisibleTo(person)) {
            throw new IllegalArgumentException(person.username + " cannot open channel " + channel.name);
        }
    }

    private static MessageDraft draft(String text, List<SandboxFile> files) {
        try {
            return MessageDraft.ofPerson(text, files);
        } catch (ApiError e) {
            throw new IllegalArgumentException("a client would not send this: " + Json.write(e.body()), e);
        }
    }
}
