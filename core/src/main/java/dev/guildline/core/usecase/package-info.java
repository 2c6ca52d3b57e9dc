/** The driving ports: what adapters and embedding applications ask of Guildline. */
package dev.guildline.core.usecase;
