package dev.guildline.sandbox.discord;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A server with its roles, members and channels. Guarded by the world's lock. */
final class Guild {
    /** What everybody may do: react, see, write, embed, attach, read back, use commands, open and write in threads. */
    static final long MEMBER_PERMISSIONS = bits(6, 10, 11, 14, 15, 16, 18, 26, 31, 35, 36, 38);

    /** What the bot's own role adds: manage channels, messages and threads, mention everybody. */
    static final long BOT_PERMISSIONS = MEMBER_PERMISSIONS | bits(4, 13, 17, 34);

    static final long ADMINISTRATOR = 1L << 3;

    record Role(long id, String name, long permissions, int position, boolean managed) {}

    record Member(Account account, Instant joinedAt, Set<Long> roles) {}

    final long id;
    final String name;
    final String locale;
    final long owner;
    final List<Role> roles = new ArrayList<>();
    final Map<Long, Member> members = new LinkedHashMap<>();
    final List<Channel> channels = new ArrayList<>();

    Guild(long id, String name, String locale, long owner) {
        this.id = id;
        this.name = name;
        this.locale = locale;
        this.owner = owner;
        roles.add(new Role(id, "@everyone", MEMBER_PERMISSIONS, 0, false));
    }

    private static long bits(int... positions) {
        long bits = 0;
        for (int position : positions) {
            bits |= 1L << position;
        }
        return bits;
    }

    Member join(Account account, Instant at) {
        return members.computeIfAbsent(account.id, key -> new Member(account, at, new LinkedHashSet<>()));
    }

    Role addRole(long roleId, String roleName, long permissions, boolean managed) {
        Role role = new Role(roleId, roleName, permissions, roles.size(), managed);
        roles.add(role);
        return role;
    }

    /** The permission bits of a member: @everyone's and those of the roles held; an administrator and the owner have all. */
    long permissionsOf(Account account) {
        Member member = members.get(account.id);
        long bits = 0;
        for (Role role : roles) {
            if (role.id() == id || (member != null && member.roles().contains(role.id()))) {
                bits |= role.permissions();
            }
        }
        boolean all = account.id == owner || (bits & ADMINISTRATOR) != 0;
        return all ? (1L << 53) - 1 : bits;
    }
}
