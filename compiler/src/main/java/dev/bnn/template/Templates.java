// SPDX-License-Identifier: Apache-2.0
package dev.bnn.template;

import freemarker.cache.TemplateConfigurationFactory;
import freemarker.core.Environment;
import freemarker.core.TemplateConfiguration;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.Version;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * The templates of one folder of the class path. Square brackets mark tags and values, since C++, TCL and HTML use them least;
 * numbers and text do not depend on the machine's language. The name of a template determines its {@link Language}, which prints
 * every value.
 */
public final class Templates {
    private static final Version VERSION = Configuration.VERSION_2_3_33;
    private static final Map<String, Language> BY_EXTENSION = Map.ofEntries(
            Map.entry("c", Language.C),
            Map.entry("h", Language.C),
            Map.entry("cpp", Language.C),
            Map.entry("S", Language.C),
            Map.entry("java", Language.JAVA),
            Map.entry("py", Language.PYTHON),
            Map.entry("tcl", Language.TCL),
            Map.entry("json", Language.JSON),
            Map.entry("v", Language.VERILOG),
            Map.entry("bnn", Language.BNN),
            Map.entry("md", Language.MARKDOWN));

    private final Configuration configuration;

    /** @param folder folder below {@code dev/bnn/templates} */
    public Templates(String folder) {
        this(folder, Configuration.SQUARE_BRACKET_INTERPOLATION_SYNTAX);
    }

    /**
     * Templates that Maven's archetype plugin reads too, with another engine: they contain only values, written as
     * <code>${name}</code>.
     */
    public static Templates sharedWithArchetypes(String folder) {
        return new Templates(folder, Configuration.DOLLAR_INTERPOLATION_SYNTAX);
    }

    private Templates(String folder, int interpolation) {
        configuration = new Configuration(VERSION);
        configuration.setClassLoaderForTemplateLoading(Templates.class.getClassLoader(), "dev/bnn/templates/" + folder);
        configuration.setTagSyntax(Configuration.SQUARE_BRACKET_TAG_SYNTAX);
        configuration.setInterpolationSyntax(interpolation);
        configuration.setTemplateConfigurations(new Formats());
        configuration.setObjectWrapper(new Wrapper());
        // Otherwise the extension would decide how a template escapes.
        configuration.setRecognizeStandardFileExtensions(false);
        configuration.setDefaultEncoding("UTF-8");
        configuration.setLocale(Locale.ROOT);
        configuration.setNumberFormat("computer");
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setWrapUncheckedExceptions(true);
    }

    /** The text of a template filled with the values; records are read by the names of their components. */
    public String render(String template, Map<String, ?> values) {
        StringWriter out = new StringWriter();
        try {
            configuration.getTemplate(template).process(values, out);
        } catch (TemplateException e) {
            throw new IllegalStateException(template + ": " + e.getMessageWithoutStackTop(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /** The language of a template, such as C for {@code network.h.ftl}; the pages, {@code report.ftl}, are HTML. */
    private static Language language(String template) {
        String file = template.replaceFirst("\\.ftl$", "");
        return BY_EXTENSION.getOrDefault(file.substring(file.lastIndexOf('.') + 1), Language.HTML);
    }

    private static final class Formats extends TemplateConfigurationFactory {
        private final Map<Language, TemplateConfiguration> formats = new EnumMap<>(Language.class);

        Formats() {
            for (Language language : Language.values()) {
                TemplateConfiguration format = new TemplateConfiguration();
                format.setOutputFormat(new LanguageFormat(language));
                formats.put(language, format);
            }
        }

        @Override
        public TemplateConfiguration get(String name, Object source) {
            return formats.get(language(name));
        }

        @Override
        protected void setConfigurationOfChildren(Configuration configuration) {
            formats.values().forEach(format -> format.setParentConfiguration(configuration));
        }
    }

    private static final class Wrapper extends DefaultObjectWrapper {
        Wrapper() {
            super(VERSION);
        }

        @Override
        protected TemplateModel handleUnknownType(Object value) throws TemplateModelException {
            return value instanceof Text text ? new Escaped(text) : super.handleUnknownType(value);
        }
    }

    /** A text with the escapes of the template that prints it. Without an escape a template cannot print it. */
    private record Escaped(Text text) implements TemplateHashModel {
        @Override
        public TemplateModel get(String escape) throws TemplateModelException {
            LanguageFormat format = (LanguageFormat)
                    Environment.getCurrentEnvironment().getCurrentTemplate().getOutputFormat();
            return switch (escape) {
                case "literal" -> format.fromMarkup(format.language().literal(text.value()));
                case "inline" -> format.fromMarkup(format.language().inline(text.value()));
                default -> null;
            };
        }

        @Override
        public boolean isEmpty() {
            return false;
        }
    }
}
