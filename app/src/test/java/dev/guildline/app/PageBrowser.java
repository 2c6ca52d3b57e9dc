package dev.guildline.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium with an empty profile on the sandbox's page. Things are found by data-testid and waited for. */
final class PageBrowser implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(45);
    private static final Duration EVERY = Duration.ofMillis(100);
    private static final List<String> CHROMIUM = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser");
    private static final List<String> DRIVER = List.of("/usr/bin/chromedriver", "/usr/lib/chromium/chromedriver");
    private static final int WIDTH = 1440;
    private static final int HEIGHT = 900;

    /** Kept so that its level stays: it warns of developer tools that nothing here uses. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final Path profile;
    private final ChromeDriver driver;

    private PageBrowser(Path chromium, Path chromedriver) throws IOException {
        SELENIUM.setLevel(Level.SEVERE);
        profile = Files.createTempDirectory("guildline-browser");
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.setCapability("goog:loggingPrefs", logging);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--force-color-profile=srgb",
                "--lang=en-US",
                "--user-data-dir=" + profile);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromedriver.toFile())
                        .usingAnyFreePort()
                        .build(),
                options);
    }

    /** Starts one with the page open; skips the test where no Chromium is installed. */
    static PageBrowser openOrSkip(String url) throws IOException {
        PageBrowser browser = new PageBrowser(found("chromium", CHROMIUM), found("chromium-driver", DRIVER));
        // The window's frame counts as part of the window: what is inside is to have exactly this size.
        browser.driver.manage().window().setSize(new Dimension(WIDTH, HEIGHT));
        long frame = HEIGHT - (Long) browser.driver.executeScript("return window.innerHeight");
        browser.driver.manage().window().setSize(new Dimension(WIDTH, HEIGHT + (int) frame));
        browser.driver.get(url);
        return browser;
    }

    static void skipWithoutChromium() {
        found("chromium", CHROMIUM);
        found("chromium-driver", DRIVER);
    }

    private static Path found(String debianPackage, List<String> candidates) {
        Path found = candidates.stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(
                found != null,
                "skipped: needs one of " + candidates + " (install the Debian package " + debianPackage + ")");
        return Objects.requireNonNull(found);
    }

    private static By id(String test) {
        return By.cssSelector("[data-testid='" + test + "']");
    }

    /** Waits for the first shown element with this test id that has this text in it, and gives its text. */
    String see(String test, String text) {
        return until(test + " with \"" + text + "\"", () -> first(test, text)).getText();
    }

    /** Waits for an element with this test id. */
    void see(String test) {
        until(test, () -> first(test, ""));
    }

    void seeNo(String test) {
        until("no " + test, () -> first(test, "") == null ? Boolean.TRUE : null);
    }

    void await(String what, BooleanSupplier holds) {
        until(what, () -> holds.getAsBoolean() ? Boolean.TRUE : null);
    }

    /** The texts of all shown elements with this test id, now. */
    List<String> texts(String test) {
        return driver.findElements(id(test)).stream()
                .filter(WebElement::isDisplayed)
                .map(WebElement::getText)
                .toList();
    }

    private WebElement first(String test, String text) {
        return driver.findElements(id(test)).stream()
                .filter(e -> e.isDisplayed() && e.getText().contains(text))
                .findFirst()
                .orElse(null);
    }

    void click(String test) {
        click(test, "");
    }

    /** Clicks the first one with this text, once it is there and can be clicked. */
    void click(String test, String text) {
        until("a clickable " + test + " with \"" + text + "\"", () -> {
            WebElement found = first(test, text);
            if (found == null || !found.isEnabled()) {
                return null;
            }
            found.click();
            return Boolean.TRUE;
        });
    }

    /** Types into a field until the text is there, also when the field is redrawn meanwhile. */
    void type(String test, String text) {
        until("a field " + test + " that takes \"" + text + "\"", () -> {
            WebElement field = first(test, "");
            if (field == null) {
                return null;
            }
            if (!text.equals(field.getDomProperty("value"))) {
                field.clear();
                field.sendKeys(text);
            }
            return text.equals(field.getDomProperty("value")) ? Boolean.TRUE : null;
        });
    }

    /** Types into a field and sends it with Enter. */
    void write(String test, String text) {
        type(test, text);
        press(Keys.ENTER);
        await(test + " to be sent", () -> {
            WebElement field = first(test, "");
            return field != null && "".equals(field.getDomProperty("value"));
        });
    }

    /** Presses keys where the focus is. */
    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** The test id of what has the focus, or its tag's name. */
    String focused() {
        return (String) driver.executeScript(
                "const e = document.activeElement; return e.dataset.testid || e.tagName.toLowerCase();");
    }

    /** What a script gives for each element of a test id; {@code e} is the element. */
    @SuppressWarnings("unchecked")
    List<String> each(String test, String expression) {
        return (List<String>) driver.executeScript(
                "return [...document.querySelectorAll(`[data-testid='${arguments[0]}']`)].map((e) => " + expression
                        + ");",
                test);
    }

    /** Whether a scroller shows its newest message. */
    boolean atEnd(String test) {
        return Boolean.TRUE.equals(driver.executeScript(
                "const e = document.querySelector(`[data-testid='${arguments[0]}']`);"
                        + " return e.scrollHeight - e.scrollTop - e.clientHeight < 3;",
                test));
    }

    /** What is cut off or runs out of the window: nothing should. */
    @SuppressWarnings("unchecked")
    List<String> overflowing() {
        return (List<String>) driver.executeScript("""
                const out = [];
                for (const e of document.querySelectorAll('.button, .desk-button, .bubble, .embed, .markdown, h3, dd')) {
                  const box = e.getBoundingClientRect();
                  if (!box.width || !e.checkVisibility()) continue;
                  const wide = getComputedStyle(e).overflowX === 'visible' && e.scrollWidth > e.clientWidth + 2 && e.clientWidth > 0;
                  if (wide || box.right > window.innerWidth + 1 || box.left < -1) out.push(e.className + ': ' + e.textContent.slice(0, 60));
                }
                return out;
                """);
    }

    /** Keeps what can be seen, once everything is drawn. */
    Path screenshot(String name) {
        driver.executeAsyncScript(
                "const done = arguments[0]; document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => done())));");
        Path file = Path.of("target", "screenshots", name + ".png");
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the browser's console complained about since the last call. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    private <T> T until(String what, Supplier<T> wanted) {
        try {
            return new WebDriverWait(driver, LIMIT, EVERY)
                    .ignoring(StaleElementReferenceException.class)
                    .ignoring(ElementClickInterceptedException.class)
                    .ignoring(ElementNotInteractableException.class)
                    .until(ignored -> wanted.get());
        } catch (TimeoutException e) {
            screenshot("failure");
            throw new AssertionError(
                    "the page never showed " + what + "; player's side: " + texts("message") + "; desk: "
                            + texts("desk-message") + "; tasks: " + texts("task") + "; toasts: " + texts("toast")
                            + "; console: " + complaints(),
                    e);
        }
    }

    @Override
    public void close() {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
