/** How core does it: services, relay, wording. Not exported; nobody but the builder comes here. */
package dev.guildline.core.internal;
