/**
 * Identities. Each is an opaque value with its own type; its javadoc names who mints it and how far it is unique.
 * Nobody but the minter takes one apart.
 */
package dev.guildline.core.id;
