package dev.guildline.sandbox.twilio.studio;

import org.jspecify.annotations.Nullable;

/**
 * One step a flow took.
 *
 * @param widget the state it was in
 * @param event what happened there
 * @param next the state it led to; null for the end
 */
public record FlowStep(
        String widget, String event, @Nullable String next) {}
