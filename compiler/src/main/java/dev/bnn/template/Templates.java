package dev.bnn.template;

import freemarker.core.OutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/**
 * The templates of one folder of the class path. Square brackets mark tags and values, since C++, TCL and HTML use them
 * least; numbers and text do not depend on the machine's language.
 */
public final class Templates {
    private final Configuration configuration;

    /**
     * @param folder below {@code dev/bnn/templates}
     * @param format how values are escaped
     */
    public Templates(String folder, OutputFormat format) {
        configuration = new Configuration(Configuration.VERSION_2_3_33);
        configuration.setClassLoaderForTemplateLoading(Templates.class.getClassLoader(), "dev/bnn/templates/" + folder);
        configuration.setTagSyntax(Configuration.SQUARE_BRACKET_TAG_SYNTAX);
        configuration.setInterpolationSyntax(Configuration.SQUARE_BRACKET_INTERPOLATION_SYNTAX);
        configuration.setOutputFormat(format);
        // The extension would otherwise decide how a template escapes.
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
}
