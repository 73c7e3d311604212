// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NativeAccessTest {
    @Test
    void onlyAJavaThatWarnsIsTold() {
        assertThat(NativeAccess.warning(25, false)).hasValue("Java 25 warns of the native library of ND4J");
        assertThat(NativeAccess.warning(25, true)).isEmpty();
        assertThat(NativeAccess.warning(17, false)).isEmpty();
        assertThat(NativeAccess.NEXT).contains("--enable-native-access=ALL-UNNAMED", ".mvn/jvm.config");
    }
}
