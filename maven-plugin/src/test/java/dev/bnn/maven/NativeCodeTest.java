// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NativeCodeTest {
    private static final String OLD = "org.slf4j.simpleLogger.log.org.nd4j";
    private static final String NEW = "maven.logger.log.org.nd4j";

    @AfterEach
    void forget() {
        for (String key : List.of(OLD, NEW)) {
            System.clearProperty(key);
            System.clearProperty(key.replace("nd4j", "bytedeco"));
        }
    }

    /** Maven 4 warns about the old name each time it creates a logger. */
    @Test
    void eachMavenIsToldUnderTheNameThatItKnows() {
        NativeCode.quiet("3.9.9");
        assertThat(System.getProperty(OLD)).isEqualTo("warn");
        assertThat(System.getProperty(NEW)).isNull();
        System.clearProperty(OLD);
        NativeCode.quiet("4.0.0-rc-5");
        assertThat(System.getProperty(OLD)).isNull();
        assertThat(System.getProperty(NEW)).isEqualTo("warn");
    }

    @Test
    void aLevelThatIsSetStays() {
        System.setProperty(OLD, "debug");
        NativeCode.quiet("3.8.7");
        assertThat(System.getProperty(OLD)).isEqualTo("debug");
    }
}
