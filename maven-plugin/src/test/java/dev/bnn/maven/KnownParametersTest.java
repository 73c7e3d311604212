// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.Test;

class KnownParametersTest {
    private final KnownParameters known = new KnownParameters(
            "dev.bnn:bnn-maven-plugin",
            new TreeSet<>(Set.of("bnn.epochs", "bnn.seed", "bnn.engine", "bnn.csimImages", "bnn.check")),
            new TreeSet<>(Set.of("epochs", "seed", "csimImages", "check")),
            new TreeSet<>(Set.of("bnn.check", "check")));

    @Test
    void aMisspeltPropertyOfTheCommandLineIsAnErrorWithTheLikelyName() {
        assertThatThrownBy(() -> known.check(properties("bnn.epoch", "3"), new Properties(), null))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("No goal of this plugin has the property bnn.epoch; did you mean bnn.epochs?");
        assertThatThrownBy(() -> known.check(properties("BNN.epochs", "3"), new Properties(), null))
                .hasMessage("No goal of this plugin has the property BNN.epochs; did you mean bnn.epochs?");
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

    /** Maven treats yes as false, so bnn:format would rewrite the files that it was asked to check. */
    @Test
    void aSwitchIsTrueOrFalse() {
        assertThatThrownBy(() -> known.check(properties("bnn.check", "yes"), new Properties(), null))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("The property bnn.check is yes; give true or false.");
        assertThatThrownBy(() -> known.check(new Properties(), properties("bnn.check", " 1"), null))
                .hasMessage("The property bnn.check is 1; give true or false.");
        assertThatThrownBy(() -> known.check(new Properties(), new Properties(), configured("check", "on")))
                .hasMessage("The element <check> is on; give true or false.");
        for (String clear : List.of("true", "FALSE", "", "${format.check}")) {
            assertThatCode(() -> known.check(
                            properties("bnn.check", clear), properties("bnn.check", clear), configured("check", clear)))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void theSwitchesOfThePluginAreAmongThem() throws Exception {
        PluginDescriptor descriptor = new PluginDescriptor();
        MojoDescriptor goal = new MojoDescriptor();
        goal.addParameter(parameter("check", "boolean"));
        goal.addParameter(parameter("epochs", "int"));
        descriptor.setGroupId("dev.bnn");
        descriptor.setArtifactId("bnn-maven-plugin");
        descriptor.addMojo(goal);
        assertThat(KnownParameters.of(descriptor).switches()).containsExactlyInAnyOrder("bnn.check", "check");
    }

    @Test
    void aPropertyThatTheConfigurationOverrulesIsAWarning() {
        Properties given = properties("bnn.epochs", "2");
        List<Parameter> parameters = List.of(parameter("epochs", "java.lang.Integer"), parameter("seed", "long"));
        assertThat(KnownParameters.ineffective(given, configuration("epochs", "1"), parameters))
                .containsExactly("-Dbnn.epochs=2 does nothing: the POM's <configuration> has <epochs>1;"
                        + " make that a property <bnn.epochs>, which the command line overrides");
        for (String agreeing : List.of("${bnn.epochs}", "2", " 2 ")) {
            assertThat(KnownParameters.ineffective(given, configuration("epochs", agreeing), parameters))
                    .isEmpty();
        }
        assertThat(KnownParameters.ineffective(given, configuration("seed", "1"), parameters))
                .isEmpty();
        assertThat(KnownParameters.ineffective(new Properties(), configuration("epochs", "1"), parameters))
                .isEmpty();
        assertThat(KnownParameters.ineffective(given, null, null)).isEmpty();
    }

    @Test
    void aParameterWithoutThePrefixIsAWarning() {
        List<Parameter> parameters = List.of(parameter("epochs", "java.lang.Integer"), parameter("seed", "long"));
        Properties given = properties("epochs", "3");
        assertThat(KnownParameters.ineffective(given, null, parameters))
                .containsExactly("-Depochs=3 is not a parameter of this plugin; -Dbnn.epochs=3 is");
        given.setProperty("bnn.epochs", "3");
        given.setProperty("rate", "0.1");
        assertThat(KnownParameters.ineffective(given, null, parameters)).isEmpty();
    }

    private static Parameter parameter(String name, String type) {
        Parameter parameter = new Parameter();
        parameter.setName(name);
        parameter.setType(type);
        parameter.setExpression("${bnn." + name + "}");
        return parameter;
    }

    private static Plugin configured(String name, String value) {
        Plugin plugin = new Plugin();
        plugin.setConfiguration(configuration(name, value));
        return plugin;
    }

    private static Xpp3Dom configuration(String name, String value) {
        Xpp3Dom element = new Xpp3Dom(name);
        element.setValue(value);
        Xpp3Dom configuration = new Xpp3Dom("configuration");
        configuration.addChild(element);
        return configuration;
    }

    private static Properties properties(String name, String value) {
        Properties properties = new Properties();
        properties.setProperty(name, value);
        return properties;
    }
}
