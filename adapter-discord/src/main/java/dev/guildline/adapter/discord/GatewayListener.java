package dev.guildline.adapter.discord;

import java.util.concurrent.atomic.AtomicBoolean;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.RawGatewayEvent;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.events.message.MessageDeleteEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.message.MessageUpdateEvent;
import net.dv8tion.jda.api.events.message.react.MessageReactionAddEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;

/** Where JDA's events come in, on the thread that reads the gateway: each is handed over at once. */
final class GatewayListener extends ListenerAdapter {
    private final CustomerWords words;
    private final CustomerChanges changes;
    private final MissedMessages missed;
    private final SlashCommands commands;
    private final ChoiceButtons buttons;
    private final GatewayHealth health;
    private final CommandRegistration registration;
    private final AtomicBoolean registered = new AtomicBoolean();

    GatewayListener(
            CustomerWords words,
            CustomerChanges changes,
            MissedMessages missed,
            SlashCommands commands,
            ChoiceButtons buttons,
            GatewayHealth health,
            CommandRegistration registration) {
        this.words = words;
        this.changes = changes;
        this.missed = missed;
        this.commands = commands;
        this.buttons = buttons;
        this.health = health;
        this.registration = registration;
    }

    @Override
    public void onMessageReceived(MessageReceivedEvent event) {
        words.received(event);
    }

    @Override
    public void onMessageUpdate(MessageUpdateEvent event) {
        changes.updated(event);
    }

    @Override
    public void onMessageDelete(MessageDeleteEvent event) {
        changes.deleted(event);
    }

    @Override
    public void onMessageReactionAdd(MessageReactionAddEvent event) {
        changes.reacted(event);
    }

    @Override
    public void onRawGateway(RawGatewayEvent event) {
        changes.heard(event);
    }

    @Override
    public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
        commands.called(event);
    }

    @Override
    public void onModalInteraction(ModalInteractionEvent event) {
        commands.submitted(event);
    }

    @Override
    public void onButtonInteraction(ButtonInteractionEvent event) {
        buttons.pressed(event);
    }

    @Override
    public void onReady(ReadyEvent event) {
        sessionBegan(event.getJDA());
    }

    @Override
    public void onSessionRecreate(SessionRecreateEvent event) {
        sessionBegan(event.getJDA());
    }

    @Override
    public void onSessionResume(SessionResumeEvent event) {
        if (registered.get()) {
            missed.resumed();
        } else {
            sessionBegan(event.getJDA());
        }
    }

    @Override
    public void onSessionDisconnect(SessionDisconnectEvent event) {
        missed.disconnected();
    }

    @Override
    public void onShutdown(ShutdownEvent event) {
        health.shutdown(event);
    }

    /** Called also when a bot is joined that is connected; to us its session begins then, as does one that it resumes. */
    void sessionBegan(JDA jda) {
        missed.sessionBegan(jda);
        if (registered.compareAndSet(false, true)) {
            registration.bringUpToDate(jda);
        }
    }
}
