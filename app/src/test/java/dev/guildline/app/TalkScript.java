package dev.guildline.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a customer says in one language, and what is said to them. Their client is set to another language, so that only
 * their words tell which one they speak.
 */
enum TalkScript {
    ENGLISH(
            "zh-TW",
            "Mia 你好",
            "good morning",
            "Hello! What can I do for you?",
            "The game crashes at startup",
            "The game crashes or does not start",
            "and on a console?",
            "On a console, clear the cache",
            "Suggested article: ",
            "More from the article: ",
            "Does one of these help?",
            "Here is what else I found.",
            "This helped",
            "Glad that helped!",
            "How do I get my money back?",
            "None of these",
            "Sorry that none of these helped.",
            "which zorblax quibbles with the frumious bandersnatch",
            "I could not find an answer for you. Shall I get a person?",
            "Please let me talk to a real person",
            "I have opened case HELP-",
            "You are being transferred to a live agent."),
    TRADITIONAL_CHINESE(
            "en-US",
            "Hi Mia!",
            "哈囉，你好",
            "你好！有什麼可以幫忙的嗎？",
            "怎麼更改暱稱？",
            "更改暱稱",
            "那手機版呢？",
            "手機版請點右上角的三個點",
            "建議文章：",
            "這篇文章還提到：",
            "這裡面有你需要的嗎？",
            "我另外找到這些",
            "有幫助",
            "太好了，很高興有幫上忙！",
            "我要退款",
            "都不是",
            "很抱歉沒能幫上忙。",
            "紫蝴蝶喜歡唱歌給鯨魚聽嗎",
            "我找不到合適的答案。要幫你轉接真人客服嗎？",
            "請幫我轉真人客服",
            "已為你建立案件 HELP-",
            "正在為你轉接真人客服。"),
    SIMPLIFIED_CHINESE(
            "en-US",
            "Hi Mia!",
            "您好，在吗",
            "你好！有什么可以帮你？",
            "怎么更改昵称？",
            "更改昵称",
            "那手机版呢？",
            "手机版请点右上角的三个点",
            "推荐文章：",
            "这篇文章还提到：",
            "这里有你需要的吗？",
            "我还找到了这些",
            "有帮助",
            "太好了，很高兴帮到你！",
            "买错了东西可以退款吗",
            "都不是",
            "抱歉没能帮上忙。",
            "紫蝴蝶喜欢唱歌给鲸鱼听",
            "我找不到合适的答案。要帮你转人工客服吗？",
            "转人工客服",
            "已为你创建工单 HELP-",
            "正在为你转接人工客服。"),
    JAPANESE(
            "en-US",
            "Hi Mia!",
            "こんにちは",
            "こんにちは！どのようなご用件でしょうか？",
            "ニックネームを変更するにはどうすればいいですか",
            "ニックネームを変更する",
            "スマホの場合は？",
            "スマホでは右上の三つの点",
            "おすすめの記事：",
            "この記事の続き：",
            "この中にお探しのものはありますか？",
            "ほかにもこちらが見つかりました。",
            "役に立った",
            "お役に立ててよかったです！",
            "間違えて買ったものを返金してもらえますか",
            "どれも違う",
            "お役に立てず申し訳ありません。",
            "紫の蝶々はクジラのために歌うのが好きらしい",
            "答えが見つかりませんでした。担当者におつなぎしましょうか？",
            "オペレーターにつないでください",
            "お問い合わせ HELP-",
            "担当者におつなぎしています。"),
    SPANISH(
            "en-US",
            "Hi Mia!",
            "hola, buenas tardes",
            "¡Hola! ¿Qué puedo hacer por ti?",
            "¿Cómo puedo cambiar mi apodo?",
            "Cambiar el apodo",
            "¿y en el móvil?",
            "En el móvil, toca los tres puntos",
            "Artículo sugerido: ",
            "Más del artículo: ",
            "¿Te sirve alguno de estos?",
            "También he encontrado esto.",
            "Me ha servido",
            "¡Me alegro de que te haya servido!",
            "¿Puedo pedir un reembolso de una compra?",
            "Ninguno de estos",
            "Siento que no te haya servido.",
            "¿por qué bailan los xilófonos morados con las ballenas?",
            "No he encontrado una respuesta. ¿Quieres que avise a una persona?",
            "quiero hablar con una persona",
            "He abierto el caso HELP-",
            "Te estamos pasando con una persona");

    final String client;
    final String firstGreeting;
    final String courtesy;
    final String courtesyBack;
    final String question;
    final String article;
    final String followUp;
    final String furtherPart;
    final String cardLead;
    final String moreLead;
    final String suggestions;
    final String moreSuggestions;
    final String helped;
    final String thanks;
    final String secondQuestion;
    final String none;
    final String sorry;
    final String unanswerable;
    final String personProposed;
    final String wish;
    final String caseOpened;
    final String transferring;

    TalkScript(String... lines) {
        int line = 0;
        client = lines[line++];
        firstGreeting = lines[line++];
        courtesy = lines[line++];
        courtesyBack = lines[line++];
        question = lines[line++];
        article = lines[line++];
        followUp = lines[line++];
        furtherPart = lines[line++];
        cardLead = lines[line++];
        moreLead = lines[line++];
        suggestions = lines[line++];
        moreSuggestions = lines[line++];
        helped = lines[line++];
        thanks = lines[line++];
        secondQuestion = lines[line++];
        none = lines[line++];
        sorry = lines[line++];
        unanswerable = lines[line++];
        personProposed = lines[line++];
        wish = lines[line++];
        caseOpened = lines[line++];
        transferring = lines[line];
    }

    /** The sample articles in English and Traditional Chinese, and a few in the other languages. */
    static void writeArticles(Path folder) {
        SampleKnowledge.copyTo(folder);
        write(folder, "zh-TW", "nickname", "更改暱稱", "怎麼改名字", """
                打開「設定」，選擇「個人資料」，再點「暱稱」。每三十天可以更改一次。
                新暱稱會立刻顯示給所有好友。舊暱稱會保留一週，別人不能使用。
                暱稱最多二十個字，不能含有空格。含有不當內容的暱稱會被系統退回。
                如果按鈕是灰色的，說明距離上次更改還不到三十天。你可以在同一頁面看到下次可以更改的日期。
                更改之後，公會名單、排行榜和郵件中的名字也會一起更新，最長需要十分鐘。
                如果有人冒用你的名字，請先截圖，再從對方的個人資料點「檢舉」，我們會在兩個工作日內處理並通知你結果。
                已經被停權的帳號不能更改暱稱，必須等到處罰結束以後才能再次打開這個頁面，購買的改名卡會一直保留。
                改名卡可以在商店裡購買，也可以在每個賽季的獎勵中獲得，使用後不受三十天的限制，但不能退還或轉送給別人。

                手機版請點右上角的三個點，再選「暱稱」。
                """);
        write(folder, "zh-CN", "nickname", "更改昵称", "怎么改名字", """
                打开“设置”，选择“个人资料”，再点“昵称”。每三十天可以更改一次。
                新昵称会立刻显示给所有好友。旧昵称会保留一周，别人不能使用。
                昵称最多二十个字，不能含有空格。含有不当内容的昵称会被系统退回。
                如果按钮是灰色的，说明距离上次更改还不到三十天。您可以在同一页面看到下次可以更改的日期。
                更改之后，公会名单、排行榜和邮件中的名字也会一起更新，最长需要十分钟。
                如果有人冒用您的名字，请先截图，再从对方的个人资料点“举报”，我们会在两个工作日内处理并通知您结果。
                已经被封停的账号不能更改昵称，必须等到处罚结束以后才能再次打开这个页面，购买的改名卡会一直保留。
                改名卡可以在商店里购买，也可以在每个赛季的奖励中获得，使用后不受三十天的限制，但不能退还或转送给别人。

                手机版请点右上角的三个点，再选“昵称”。
                """);
        write(folder, "zh-CN", "refund", "申请退款", "买错了东西可以退款吗", "购买后十四天内可以申请退款。打开购买记录，选择订单，再点“申请退款”。");
        write(folder, "zh-CN", "password", "重设密码", "忘记密码怎么办", "在登录画面点“忘记密码”，我们会把链接发到你的邮箱。");
        write(folder, "zh-CN", "lag", "游戏卡顿", "延迟很高", "请改用有线网络，并选择延迟最低的地区。");
        write(folder, "ja", "nickname", "ニックネームを変更する", "名前を変えたい", """
                設定を開き、「プロフィール」から「ニックネーム」を選びます。変更できるのは三十日に一回です。
                新しいニックネームはすぐにフレンド全員に表示されます。前のニックネームは一週間保管され、ほかの人は使えません。
                ニックネームは二十文字までで、空白は使えません。ふさわしくない言葉を含むものは自動的に戻されます。
                ボタンが灰色のときは、前回の変更から三十日たっていません。次に変更できる日は同じ画面で確かめられます。
                だれかにお名前を使われたときは、画面を撮ってから相手のプロフィールで「報告」を押してください。二営業日以内に確認して結果をお知らせします。
                変更したあとは、ギルドの名簿、ランキング、メールに出る名前も一緒に更新されます。最大で十分ほどかかることがあります。

                スマホでは右上の三つの点を押してから「ニックネーム」を選びます。
                """);
        write(
                folder,
                "ja",
                "refund",
                "返金を申請する",
                "間違えて買ったものを返金してほしい",
                "購入から十四日以内であれば返金できます。購入履歴で注文を選び、「返金を申請」を押してください。");
        write(folder, "ja", "password", "パスワードを再設定する", "パスワードを忘れました", "ログイン画面の「パスワードを忘れた方」を押すと、メールでリンクが届きます。");
        write(folder, "ja", "lag", "ゲームが重い", "遅延がひどい", "有線の回線に切り替え、いちばん近い地域を選んでください。");
        write(folder, "es", "nickname", "Cambiar el apodo", "¿Cómo cambio mi nombre?", """
                Abre los ajustes, elige «Perfil» y pulsa «Apodo». Puedes cambiarlo una vez cada treinta días.
                Tus amigos ven el apodo nuevo enseguida. El anterior se guarda una semana y nadie más puede usarlo.
                El apodo tiene veinte letras como mucho y no lleva espacios. Los que contienen palabras ofensivas se rechazan.
                Si el botón está gris, aún no han pasado treinta días desde el último cambio. La próxima fecha sale en la misma página.

                En el móvil, toca los tres puntos de arriba a la derecha y elige «Apodo».
                """);
        write(
                folder,
                "es",
                "refund",
                "Pedir un reembolso",
                "Quiero devolver una compra",
                "Tienes catorce días. Abre el historial, elige el pedido y pulsa «Pedir reembolso».");
        write(
                folder,
                "es",
                "password",
                "Recuperar la contraseña",
                "He olvidado mi contraseña",
                "Pulsa «Contraseña olvidada» al entrar y te enviamos un enlace.");
        write(
                folder,
                "es",
                "lag",
                "El juego va lento",
                "Tengo mucho retraso",
                "Usa un cable de red y elige la región más cercana.");
    }

    private static void write(Path folder, String language, String name, String title, String question, String body) {
        try {
            Files.createDirectories(folder.resolve(language));
            Files.writeString(
                    folder.resolve(language).resolve(name + ".md"),
                    String.join(
                            "\n",
                            List.of(
                                    "---",
                                    "title: " + title,
                                    "category: Skylarks",
                                    "questions:",
                                    "  - \"" + question + "\"",
                                    "url: https://example.com/" + language + "/" + name,
                                    "---",
                                    body)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
