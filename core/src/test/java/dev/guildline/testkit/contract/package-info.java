/**
 * What every implementation of a port must do, as interfaces of tests. An implementation's test is an empty class that
 * implements them and says where the implementation comes from.
 */
package dev.guildline.testkit.contract;
