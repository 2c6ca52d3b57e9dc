/** How a port tells that it could not do what it was asked for technical reasons. A business "no" is a value, not an exception. */
package dev.guildline.core.error;
