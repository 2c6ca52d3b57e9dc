package dev.guildline.sandbox.discord;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A person with a Discord client: everything they can do in it, and everything they see.
 *
 * <p>An action that the client would not offer (an unknown command, a greyed-out button, a missing required option) is an
 * {@link IllegalArgumentException}. Safe for use by several threads.
 */
public final class SandboxUser {
    private final World world;
    private final PersonActions actions;
    private final Account account;

    SandboxUser(World world, PersonActions actions, Account account) {
        this.world = world;
        this.actions = actions;
        this.account = account;
    }

    Account account() {
        return account;
    }

    /**
     * The account's id.
     *
     * @return Discord id
     */
    public String id() {
        return Long.toUnsignedString(account.id);
    }

    /**
     * The account's unique name.
     *
     * @return user name
     */
    public String username() {
        return account.username;
    }

    /**
     * The name shown to others.
     *
     * @return display name
     */
    public String displayName() {
        return world.locked(account::displayName);
    }

    /**
     * The language of this person's client.
     *
     * @return Discord locale code
     */
    public String locale() {
        return world.locked(() -> account.locale);
    }

    /**
     * Changes the language of this person's client.
     *
     * @param locale Discord locale code, for example {@code zh-TW}
     */
    public void setLocale(String locale) {
        world.run(() -> account.locale = locale);
    }

    /**
     * Opens or closes this person's DMs; to closed ones the bot cannot send.
     *
     * @param open whether messages of the bot are let in
     */
    public void openDms(boolean open) {
        world.run(() -> account.acceptsDms = open);
    }

    /**
     * Whether the bot's messages are let in.
     *
     * @return false while this person's DMs are closed
     */
    public boolean acceptsDms() {
        return world.locked(() -> account.acceptsDms);
    }

    /**
     * Whether this person can open a channel.
     *
     * @param channel a channel or thread
     * @return false while it is hidden from them
     */
    public boolean sees(SandboxChannel channel) {
        return world.locked(() -> channel.channel().isVisibleTo(account));
    }

    /**
     * This person's DM with the bot; the same one every time.
     *
     * @return the channel
     */
    public SandboxChannel dm() {
        return world.locked(() -> new SandboxChannel(world, world.dmOf(account)));
    }

    /**
     * Writes to the bot.
     *
     * @param text the message
     * @param files files to attach
     * @return the message as sent
     */
    public SandboxMessage sendDm(String text, SandboxFile... files) {
        return send(dm(), text, files);
    }

    /**
     * Writes in a channel.
     *
     * @param channel where
     * @param text the message
     * @param files files to attach
     * @return the message as sent
     */
    public SandboxMessage send(SandboxChannel channel, String text, SandboxFile... files) {
        return actions.send(account, channel.channel(), text, Arrays.asList(files), null);
    }

    /**
     * Replies to a message.
     *
     * @param messageId id of a message this person sees
     * @param text the reply
     * @return the message as sent
     */
    public SandboxMessage reply(String messageId, String text) {
        return actions.reply(account, messageId, text);
    }

    /**
     * Sends a sticker to the bot.
     *
     * @param text words beside it, may be empty
     * @param name the sticker's name
     * @return the message as sent
     */
    public SandboxMessage sendSticker(String text, String name) {
        return actions.sticker(account, dm().channel(), text, name);
    }

    /**
     * Forwards a message to the bot.
     *
     * @param messageId id of a message this person sees
     * @return the message as sent
     */
    public SandboxMessage forward(String messageId) {
        return actions.forward(account, dm().channel(), messageId);
    }

    /**
     * Sends a poll to the bot.
     *
     * @param question what is asked
     * @param answers what can be voted for
     * @return the message as sent
     */
    public SandboxMessage sendPoll(String question, String... answers) {
        return actions.poll(account, dm().channel(), question, Arrays.asList(answers));
    }

    /**
     * Sends a voice message to the bot.
     *
     * @param recording the recording, a file like any other
     * @return the message as sent
     */
    public SandboxMessage sendVoiceMessage(SandboxFile recording) {
        return actions.voice(account, dm().channel(), recording);
    }

    /**
     * Edits a message of this person.
     *
     * @param messageId its id
     * @param text the new text
     * @return the message after the edit
     */
    public SandboxMessage editMessage(String messageId, String text) {
        return actions.edit(account, messageId, text);
    }

    /**
     * Lets Discord show a preview under a message of this person, as it does a moment after a link was sent. That
     * changes the message, but is no edit.
     *
     * @param messageId its id
     * @param url the link
     * @param title what the preview says
     * @return the message with the preview
     */
    public SandboxMessage previewLink(String messageId, String url, String title) {
        return actions.preview(account, messageId, url, title);
    }

    /**
     * Deletes a message of this person.
     *
     * @param messageId its id
     */
    public void deleteMessage(String messageId) {
        actions.delete(account, messageId);
    }

    /**
     * Types for a moment.
     *
     * @param channel where
     */
    public void typing(SandboxChannel channel) {
        actions.typing(account, channel.channel());
    }

    /**
     * Adds or takes back a reaction.
     *
     * @param messageId id of a message this person sees
     * @param emoji the emoji
     * @param add whether to add it
     */
    public void react(String messageId, String emoji, boolean add) {
        actions.react(account, messageId, emoji, add);
    }

    /**
     * The names of the commands offered in a channel, subcommands not listed.
     *
     * @param channel where
     * @return slash commands, with a slash in front, and message commands by their plain name
     */
    public List<String> commands(SandboxChannel channel) {
        return actions.commands(account, channel.channel());
    }

    /**
     * The commands offered in a channel, with their options, in this person's language.
     *
     * @param channel where
     * @return slash and message commands
     */
    public List<SandboxCommand> offeredCommands(SandboxChannel channel) {
        return actions.offeredCommands(account, channel.channel());
    }

    /**
     * Sends a slash command.
     *
     * @param channel where
     * @param command its name, with subcommand group and subcommand after spaces: {@code case show}
     * @param options option values: String, Number, Boolean, {@link SandboxUser}, {@link SandboxChannel}, {@link SandboxFile}
     * @return the interaction
     */
    public SandboxInteraction slash(SandboxChannel channel, String command, Map<String, ?> options) {
        return actions.slash(account, channel.channel(), command, options, null);
    }

    /**
     * Types into an option of a slash command and asks for suggestions.
     *
     * @param channel where
     * @param command its name, as for {@link #slash}
     * @param option the option typed into
     * @param typed what was typed so far
     * @param others options filled in already
     * @return the interaction; see {@link SandboxInteraction#awaitChoices}
     */
    public SandboxInteraction autocomplete(
            SandboxChannel channel, String command, String option, String typed, Map<String, ?> others) {
        return actions.autocomplete(account, channel.channel(), command, option, typed, others);
    }

    /**
     * Uses a message command (the "Apps" menu of a message).
     *
     * @param messageId id of a message this person sees
     * @param command its name
     * @return the interaction
     */
    public SandboxInteraction messageCommand(String messageId, String command) {
        return actions.messageCommand(account, messageId, command);
    }

    /**
     * Presses a button.
     *
     * @param messageId id of a message this person sees
     * @param customIdOrLabel the button's custom id, or the text on it
     * @return the interaction
     */
    public SandboxInteraction click(String messageId, String customIdOrLabel) {
        return actions.click(account, messageId, customIdOrLabel);
    }

    /**
     * Chooses from a select menu.
     *
     * @param messageId id of a message this person sees
     * @param customId the menu's custom id
     * @param values values of the chosen options; of the other selects, ids
     * @return the interaction
     */
    public SandboxInteraction select(String messageId, String customId, String... values) {
        return actions.select(account, messageId, customId, Arrays.asList(values));
    }

    /**
     * Sends an open form.
     *
     * @param modal the form; see {@link #openModals} and {@link SandboxInteraction#awaitModal}
     * @param values by custom id: String for texts, String or a List of them for choices, {@link SandboxFile} for uploads
     * @return the interaction
     */
    public SandboxInteraction submitModal(SandboxModal modal, Map<String, ?> values) {
        return actions.submit(account, modal, values);
    }

    /**
     * Closes an open form without sending it; the bot is not told.
     *
     * @param modal the form
     */
    public void closeModal(SandboxModal modal) {
        actions.closeModal(account, modal);
    }

    /**
     * The forms open on this person's screen.
     *
     * @return forms, oldest first
     */
    public List<SandboxModal> openModals() {
        return actions.openModals(account);
    }

    /**
     * An interaction of this person by its id.
     *
     * @param id Discord id
     * @return the interaction; empty if there is none of this person
     */
    public Optional<SandboxInteraction> interaction(String id) {
        return actions.interaction(account, id);
    }

    /**
     * What this person sees in a channel, with what only they see.
     *
     * @param channel where
     * @return messages, oldest first; empty if the channel is hidden from them
     */
    public List<SandboxMessage> messages(SandboxChannel channel) {
        return world.locked(() -> actions.visible(account, channel.channel()));
    }

    /**
     * What this person sees in their DM with the bot.
     *
     * @return messages, oldest first
     */
    public List<SandboxMessage> messages() {
        return messages(dm());
    }

    /**
     * Waits for a message in the DM with the bot.
     *
     * @param wanted says whether it is the one
     * @param limit longest time to wait
     * @return the first that fits
     * @throws SandboxTimeoutException if there is none in time; says what was there
     */
    public SandboxMessage awaitDm(Predicate<SandboxMessage> wanted, Duration limit) {
        return awaitMessage(dm(), wanted, limit);
    }

    /**
     * Waits for a message in a channel.
     *
     * @param channel where
     * @param wanted says whether it is the one
     * @param limit longest time to wait
     * @return the first that fits
     * @throws SandboxTimeoutException if there is none in time; says what was there
     */
    public SandboxMessage awaitMessage(SandboxChannel channel, Predicate<SandboxMessage> wanted, Duration limit) {
        return actions.await(
                account,
                channel.channel(),
                limit,
                seen -> seen.stream().filter(wanted).findFirst());
    }

    /**
     * Waits until a channel looks as wanted.
     *
     * @param channel where
     * @param wanted judges all messages this person sees, oldest first
     * @param limit longest time to wait
     * @return the messages then
     * @throws SandboxTimeoutException if it does not come to that in time; says what was there
     */
    public List<SandboxMessage> awaitMessages(
            SandboxChannel channel, Predicate<List<SandboxMessage>> wanted, Duration limit) {
        return actions.await(
                account, channel.channel(), limit, seen -> Optional.of(seen).filter(wanted));
    }

    /**
     * Waits until the bot is shown as typing.
     *
     * @param channel where
     * @param limit longest time to wait
     * @throws SandboxTimeoutException if it does not type in time
     */
    public void awaitBotTyping(SandboxChannel channel, Duration limit) {
        String bot = Long.toUnsignedString(world.bot.id);
        world.await(
                limit, () -> channel.typing().contains(bot) ? Boolean.TRUE : null, () -> "typing: " + channel.typing());
    }
}
