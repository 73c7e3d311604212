// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.doctor;

import java.util.Optional;

/**
 * Checks whether Java loads ND4J's native library without a warning. From Java 24 on it warns unless the user starts it with
 * certain options, which no plugin can set; {@code Module.isNativeAccessEnabled} exists from Java 22 on.
 */
public final class NativeAccess {
    /** Says where to put the options. The second one exists from Java 23 on; JavaCPP, which ND4J uses, needs it. */
    public static final String NEXT =
            "put the line --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow into the file"
                    + " .mvn/jvm.config beside the project's pom.xml";

    private static final int WARNS = 24;

    private NativeAccess() {}

    /** One sentence if this Java warns; empty if it does not. */
    public static Optional<String> warning() {
        return warning(Runtime.version().feature(), enabled());
    }

    static Optional<String> warning(int feature, boolean enabled) {
        return feature < WARNS || enabled
                ? Optional.empty()
                : Optional.of("Java " + feature + " warns of the native library of ND4J");
    }

    private static boolean enabled() {
        try {
            return (boolean) Module.class.getMethod("isNativeAccessEnabled").invoke(NativeAccess.class.getModule());
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
