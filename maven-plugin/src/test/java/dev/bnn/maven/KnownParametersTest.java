// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoFailureException;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.Test;

class KnownParametersTest {
    private final KnownParameters known = new KnownParameters(
            "dev.bnn:bnn-maven-plugin",
            new TreeSet<>(Set.of("bnn.epochs", "bnn.seed", "bnn.engine", "bnn.csimImages")),
            new TreeSet<>(Set.of("epochs", "seed", "csimImages")));

    @Test
    void aMisspeltPropertyOfTheCommandLineIsAnErrorWithTheLikelyName() {
        assertThatThrownBy(() -> known.check(properties("bnn.epoch", "3"), new Properties(), null))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("No goal of this plugin has the property bnn.epoch; did you mean bnn.epochs?");
        assertThatThrownBy(() -> known.check(properties("bnn.zzzzzzzzz", "3"), new Properties(), null))
                .hasMessage("No goal of this plugin has the property bnn.zzzzzzzzz; mvn bnn:help -Ddetail lists them.");
    }

    @Test
    void allSlipsAreNamedAtOnce() {
        Properties given = properties("bnn.epoch", "3");
        given.setProperty("bnn.sed", "1");
        assertThatThrownBy(() -> known.check(given, properties("bnn.csimimages", "3"), null))
                .message()
                .satisfies(m -> assertThat(m.lines()).hasSize(3));
    }

    @Test
    void aProjectHasPropertiesOfItsOwn() {
        assertThatCode(() -> known.check(properties("other.epoch", "3"), properties("bnn.version", "1.0"), null))
                .doesNotThrowAnyException();
        assertThatCode(() -> known.check(properties("bnn.seed", "3"), properties("bnn.epochs", "1"), null))
                .doesNotThrowAnyException();
    }

    @Test
    void anUnknownElementOfTheConfigurationIsAnErrorToo() {
        Plugin plugin = new Plugin();
        Xpp3Dom configuration = new Xpp3Dom("configuration");
        configuration.addChild(new Xpp3Dom("epoch"));
        configuration.addChild(new Xpp3Dom("seed"));
        plugin.setConfiguration(configuration);
        assertThatThrownBy(() -> known.check(new Properties(), new Properties(), plugin))
                .hasMessage("No goal of this plugin has the element <epoch>; did you mean epochs?");
    }

    private static Properties properties(String name, String value) {
        Properties properties = new Properties();
        properties.setProperty(name, value);
        return properties;
    }
}
