/**
 * An interpreter of Twilio Studio flow definitions: the widgets a messaging flow needs, their templates and conditions,
 * and the checks a definition must pass. Knows nothing of the rest of the sandbox; what a flow does to the outside goes
 * through {@link dev.guildline.sandbox.twilio.studio.FlowEffects}.
 */
@NullMarked
package dev.guildline.sandbox.twilio.studio;

import org.jspecify.annotations.NullMarked;
