/** The composition root: configuration, wiring, command line. */
@org.jspecify.annotations.NullMarked
package dev.guildline.app;
