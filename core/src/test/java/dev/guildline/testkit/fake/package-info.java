/** Stand-ins for the far sides that remember what they were given and fail when told to. */
package dev.guildline.testkit.fake;
