package dev.guildline.adapter.knowledge;

import ai.onnxruntime.OrtEnvironment;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * The native library, kept usable until the process is gone. Its Java side frees its environment in a shutdown hook, also
 * while another thread is inside of it, which then takes the whole process down (microsoft/onnxruntime#31352). The native
 * side counts who uses the environment: one more user that never leaves is all it takes.
 */
final class NativeRuntime {
    private static final Logger LOG = System.getLogger(NativeRuntime.class.getName());

    private NativeRuntime() {}

    static OrtEnvironment environment() {
        return Held.ENVIRONMENT;
    }

    private static final class Held {
        private static final OrtEnvironment ENVIRONMENT = held();

        private static OrtEnvironment held() {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            try {
                Field api = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
                api.setAccessible(true);
                Method create =
                        OrtEnvironment.class.getDeclaredMethod("createHandle", long.class, int.class, String.class);
                create.setAccessible(true);
                create.invoke(null, api.getLong(null), 2, "guildline");
            } catch (ReflectiveOperationException | RuntimeException e) {
                LOG.log(Level.DEBUG, "this version of the runtime may fail when the process ends amid its work", e);
            }
            return environment;
        }
    }
}
