<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="zh_CN">
<context>
    <name>AttractPage</name>
    <message>
        <source>%1&#x3000;%2</source>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>您好，想办什么事？</source>
        <translation>Hello. What would you like to do?</translation>
    </message>
    <message>
        <source>24 小时都可以办。不会用，请按“求助”，我们会通知工作人员。</source>
        <translation>Open 24 hours. If you are unsure, press &quot;Help&quot; and we tell the staff.</translation>
    </message>
    <message>
        <source>%1%2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>开始办理</source>
        <translation>Start</translation>
    </message>
</context>
<context>
    <name>xiaowu::viewmodels::AttractViewModel</name>
    <message>
        <source>%1现在不能用。</source>
        <translation>The %1 is not working now.</translation>
    </message>
    <message>
        <source>网络断了。</source>
        <translation>The network is down.</translation>
    </message>
    <message>
        <source>能收材料，网络恢复后自动送出；查询和打印要等网络恢复。</source>
        <translation>Papers can still be handed in and are sent later; queries and printing must wait.</translation>
    </message>
    <message>
        <source>现在不能收新材料。</source>
        <translation>New papers cannot be taken now.</translation>
    </message>
    <message>
        <source>查询还可以用。</source>
        <translation>Queries still work.</translation>
    </message>
    <message>
        <source>现在只能查看办事指南</source>
        <translation>Only the guides can be read now</translation>
    </message>
    <message>
        <source>%1 项服务现在都可以办</source>
        <translation>All %1 services can be done now</translation>
    </message>
    <message>
        <source>%1 项服务现在可以办，%2 项暂时不能办</source>
        <translation>%1 services can be done now, %2 cannot for the moment</translation>
    </message>
    <message>
        <source>%1 项服务现在可以办，其中 %2 项要请工作人员核对本人</source>
        <translation>%1 services can be done now; for %2 of them staff must check who you are</translation>
    </message>
    <message>
        <source>刚才停电了，填过的内容没有丢。请按“开始办理”，选刚才办的事，再放身份证。</source>
        <translation>There was a power cut; what you filled in is not lost. Press &quot;Start&quot;, choose the same service and lay down your ID card.</translation>
    </message>
</context>
<context>
    <name>BottomBand</name>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>操作</source>
        <translation>Actions</translation>
    </message>
    <message>
        <source>上移</source>
        <translation>Up</translation>
    </message>
    <message>
        <source>下移</source>
        <translation>Down</translation>
    </message>
    <message>
        <source>操作移回上面</source>
        <translation>Move the controls up again</translation>
    </message>
    <message>
        <source>操作移到下面</source>
        <translation>Bring the controls down</translation>
    </message>
</context>
<context>
    <name>CabinFigure</name>
    <message>
        <source>政务晓屋的正面</source>
        <translation>The front of the cabin</translation>
    </message>
    <message>
        <source>屏幕</source>
        <translation>Screen</translation>
    </message>
    <message>
        <source>摄像头</source>
        <translation>camera</translation>
    </message>
    <message>
        <source>身份证感应区</source>
        <translation>ID card plate</translation>
    </message>
    <message>
        <source>高拍仪</source>
        <translation>Document scanner</translation>
    </message>
    <message>
        <source>出纸口</source>
        <translation>Paper tray</translation>
    </message>
    <message>
        <source>小票口</source>
        <translation>Slip slot</translation>
    </message>
    <message>
        <source>求助按钮</source>
        <translation>Help button</translation>
    </message>
    <message>
        <source>指纹仪</source>
        <translation>Fingerprint reader</translation>
    </message>
    <message>
        <source>位置：%1</source>
        <translation>Place: %1</translation>
    </message>
</context>
<context>
    <name>CardPage</name>
    <message>
        <source>放在这里</source>
        <translation>Lay it here</translation>
    </message>
    <message>
        <source>等您放好身份证</source>
        <translation>Waiting for your ID card</translation>
    </message>
    <message>
        <source>读身份证</source>
        <translation>Reading the ID card</translation>
    </message>
</context>
<context>
    <name>xiaowu::viewmodels::CardViewModel</name>
    <message>
        <source>身份证读好了</source>
        <translation>Your ID card was read</translation>
    </message>
    <message>
        <source>正在看看您有没有填过这张表，请稍等。</source>
        <translation>Looking whether you have filled in this form before. One moment.</translation>
    </message>
    <message>
        <source>请把身份证平放在感应区</source>
        <translation>Lay your ID card flat on the card plate</translation>
    </message>
    <message>
        <source>请不要拿开，读好了会自动到下一步。通常 2 秒。</source>
        <translation>Leave it there; the screen goes on by itself once it is read. Usually 2 seconds.</translation>
    </message>
    <message>
        <source>请先把身份证拿起来</source>
        <translation>Please lift the ID card first</translation>
    </message>
    <message>
        <source>上一次办理已经结束了。是您的身份证，就再放一次；不是您的，请交给工作人员。</source>
        <translation>The last session has ended. If the card is yours, lay it down once more; if it is not, please give it to the staff.</translation>
    </message>
</context>
<context>
    <name>ConsentPage</name>
    <message>
        <source>办这件事要读您的身份证，可以吗？</source>
        <translation>For this we need to read your ID card. May we?</translation>
    </message>
    <message>
        <source>同意</source>
        <translation>I agree</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>不同意，请按“返回”。办事指南还可以看，也可以请工作人员帮忙。</source>
        <translation>If not, press &quot;Back&quot;. You can still read the guides or ask the staff.</translation>
    </message>
</context>
<context>
    <name>xiaowu::viewmodels::ConsentViewModel</name>
    <message>
        <source>只用来办这一件事</source>
        <translation>Used for this one matter only</translation>
    </message>
    <message>
        <source>办完就从这台机器上清除</source>
        <translation>Erased from this machine when you are done</translation>
    </message>
    <message>
        <source>您可以随时停下来</source>
        <translation>You can stop at any time</translation>
    </message>
    <message>
        <source>交的申请加密存放，送到以后过些天自动删除</source>
        <translation>What you hand in is kept encrypted and deleted by itself some days after it was delivered</translation>
    </message>
    <message>
        <source>没办完的加密存 %1 小时，只有您本人能打开</source>
        <translation>What is not finished is kept encrypted for %1 hours; only you can open it</translation>
    </message>
</context>
<context>
    <name>CountDown</name>
    <message>
        <source>还有 %1 秒</source>
        <translation>%1 seconds left</translation>
    </message>
    <message>
        <source>秒</source>
        <translation>seconds</translation>
    </message>
</context>
<context>
    <name>DateField</name>
    <message>
        <source>年</source>
        <translation>year</translation>
    </message>
    <message>
        <source>月</source>
        <translation>month</translation>
    </message>
    <message>
        <source>日</source>
        <translation>day</translation>
    </message>
</context>
<context>
    <name>DawnScene</name>
    <message>
        <source>清晨的政务晓屋</source>
        <translation>The cabin at dawn</translation>
    </message>
</context>
<context>
    <name>xiaowu::viewmodels::DraftViewModel</name>
    <message>
        <source>这件事您已经交过了</source>
        <translation>You have handed this in already</translation>
    </message>
    <message>
        <source>申请已经存好，正在送往政务平台，还没有受理编号。</source>
        <translation>Your application is stored and on its way to the platform; there is no case number yet.</translation>
    </message>
    <message>
        <source>编号：%1</source>
        <translation>Number: %1</translation>
    </message>
    <message>
        <source>看办到哪一步，再打小票</source>
        <translation>See where it stands, and print the slip again</translation>
    </message>
    <message>
        <source>小票上的码可以随时查。</source>
        <translation>The code on the slip shows it at any time.</translation>
    </message>
    <message>
        <source>再办一件新的</source>
        <translation>Begin another one</translation>
    </message>
    <message>
        <source>交过的那一份照常办理，不受影响。</source>
        <translation>What you handed in goes on as it is.</translation>
    </message>
    <message>
        <source>您上次填的内容还在</source>
        <translation>What you filled in last time is still here</translation>
    </message>
    <message>
        <source>接着上次的填</source>
        <translation>Go on where I stopped</translation>
    </message>
    <message>
        <source>重新开始填</source>
        <translation>Start again</translation>
    </message>
    <message>
        <source>上次的内容会删掉。</source>
        <translation>The earlier content is deleted.</translation>
    </message>
    <message>
        <source>要先核对是您本人，才能打开。</source>
        <translation>It opens once we have checked that it is you.</translation>
    </message>
    <message>
        <source>已经核对是您本人。</source>
        <translation>We have checked that it is you.</translation>
    </message>
    <message>
        <source>填过的、扫描过的都还在。</source>
        <translation>All answers and scans are still there.</translation>
    </message>
    <message>
        <source>上次交的要补正</source>
        <translation>What you handed in has to be corrected</translation>
    </message>
    <message>
        <source>编号尾号：%1</source>
        <translation>Last digits of its number: %1</translation>
    </message>
    <message>
        <source>材料已经送到政务平台，正在等受理编号。</source>
        <translation>Your papers have reached the platform; its number is still to come.</translation>
    </message>
    <message>
        <source>要先核对是您本人。</source>
        <translation>First it is checked that it is you.</translation>
    </message>
    <message>
        <source>补正好了，重新交</source>
        <translation>Corrected: hand it in again</translation>
    </message>
    <message>
        <source>从头填一遍，把要补正的改好。</source>
        <translation>Fill it in from the start, with what has to be corrected.</translation>
    </message>
    <message>
        <source>刷脸，或者用别的办法核对。</source>
        <translation>By face, or in another way.</translation>
    </message>
    <message>
        <source>现在这里不能核对本人。内容留着，可以换个时间再来。</source>
        <translation>It cannot be checked here now. What you filled in stays; you may come back another time.</translation>
    </message>
    <message>
        <source>上次交的没有送到</source>
        <translation>What you handed in has not arrived</translation>
    </message>
    <message>
        <source>申请存在这台机器上，但送不到政务平台，要工作人员处理。请联系政务服务中心。</source>
        <translation>Your application is kept in this machine but cannot be delivered: staff have to look at it. Please ask the service centre.</translation>
    </message>
    <message>
        <source>交过的那一份还留着，由工作人员处理。</source>
        <translation>The one you handed in is kept; staff will look at it.</translation>
    </message>
</context>
<context>
    <name>FaceConsentPage</name>
    <message>
        <source>要刷脸核对是您本人，可以吗？</source>
        <translation>May we check by camera that it is you?</translation>
    </message>
    <message>
        <source>同意</source>
        <translation>I agree</translation>
    </message>
    <message>
        <source>不刷脸</source>
        <translation>Not by face</translation>
    </message>
</context>
<context>
    <name>FacePage</name>
    <message>
        <source>不刷脸</source>
        <translation>Not by face</translation>
    </message>
</context>
<context>
    <name>xiaowu::viewmodels::FaceViewModel</name>
    <message>
        <source>只和您身份证里的照片比一比。</source>
        <translation>Your face is compared with the photo in your ID card only.</translation>
    </message>
    <message>
        <source>脸的画面不保存；办的时候用来看您还在不在，办完就删</source>
        <translation>No picture of your face is kept; while you are here it tells whether you still are, and is deleted at the end</translation>
    </message>
    <message>
        <source>大约要 5 秒，请摘下口罩和帽子</source>
        <translation>About 5 seconds; please take off mask and hat</translation>
    </message>
    <message>
        <source>不刷脸也能办，还有别的办法</source>
        <translation>It also works without: there are other ways</translation>
    </message>
    <message>
        <source>摄像头在屏幕上方。</source>
        <translation>The camera is above the screen. </translation>
    </message>
    <message>
        <source>照着图做就好，不用着急。</source>
        <translation>Do as the drawing shows; take your time. </translation>
    </message>
    <message>
        <source>画面只给您自己看，不保存。</source>
        <translation>Only you see the picture; it is not kept.</translation>
    </message>
    <message>
        <source>一张脸的照片和身份证里的照片会加密送到政务平台比一比。</source>
        <translation>One picture of your face and the photo in your ID card are sent, encrypted, to the government platform to be compared.</translation>
    </message>
    <message>
        <source>平台比完就删；这台机器办的时候用来看您还在不在，办完就删</source>
        <translation>The platform deletes it after comparing; this machine uses it to tell whether you are still here, and deletes it at the end</translation>
    </message>
    <message>
        <source>只送一张脸的照片去比对，哪里都不保存。</source>
        <translation>One picture of the face is sent to be compared; it is kept nowhere.</translation>
    </message>
    <message>
        <source>第 %1 次，最多 %2 次</source>
        <translation>Try %1 of at most %2</translation>
    </message>
    <message>
        <source>第 %1 个动作</source>
        <translation>Action %1</translation>
    </message>
    <message>
        <source>请把脸放进圆圈里，大约 5 秒。</source>
        <translation>Keep your face in the oval, about 5 seconds.</translation>
    </message>
    <message>
        <source>身份证拿早了。请再放好，办完这一步再拿。</source>
        <translation>The ID card was taken too early. Put it back until this step is done.</translation>
    </message>
</context>
<context>
    <name>FarewellPage</name>
    <message>
        <source>回到首页</source>
        <translation>To the start page</translation>
    </message>
</context>
<context>
    <name>FetchingPage</name>
    <message>
        <source>正在查询您的记录</source>
        <translation>Looking up your record</translation>
    </message>
    <message>
        <source>通常 3 秒，请稍等。</source>
        <translation>Usually 3 seconds. One moment.</translation>
    </message>
    <message>
        <source>核对是您本人</source>
        <translation>Check that it is you</translation>
    </message>
    <message>
        <source>向政务平台查询</source>
        <translation>Ask the government platform</translation>
    </message>
    <message>
        <source>想停下来，请按“返回”。</source>
        <translation>To stop, press &quot;Back&quot;.</translation>
    </message>
</context>
<context>
    <name>FieldCompare</name>
    <message>
        <source>纸上写的%1</source>
        <translation>%1 on the paper</translation>
    </message>
    <message>
        <source>机器读到的</source>
        <translation>What the machine read</translation>
    </message>
</context>
<context>
    <name>FingerPage</name>
    <message>
        <source>按在这里</source>
        <translation>Press here</translation>
    </message>
    <message>
        <source>用办身份证时登记过的手指。手指太干，可以先哈一口气。</source>
        <translation>Use a finger registered with your ID card. If it is very dry, breathe on it first.</translation>
    </message>
</context>
<context>
    <name>xiaowu::viewmodels::FingerViewModel</name>
    <message>
        <source>没有看清。请擦一擦手指，再轻轻按住。</source>
        <translation>That was not clear. Wipe your finger and press lightly again.</translation>
    </message>
    <message>
        <source>指纹不保存，比完就删</source>
        <translation>The print is not kept; it is deleted after comparing</translation>
    </message>
    <message>
        <source>用办身份证时登记过的手指，一般是大拇指或食指</source>
        <translation>Use a finger registered with your ID card, mostly the thumb or the forefinger</translation>
    </message>
    <message>
        <source>不按指纹也能办，还有别的办法</source>
        <translation>It works without your print too: there are other ways</translation>
    </message>
    <message>
        <source>要用指纹核对是您本人，可以吗？</source>
        <translation>May we check by fingerprint that it is you?</translation>
    </message>
    <message>
        <source>只和您身份证里的指纹比一比。</source>
        <translation>It is compared only with the prints in your ID card.</translation>
    </message>
    <message>
        <source>同意</source>
        <translation>I agree</translation>
    </message>
    <message>
        <source>请把手指平放在指纹仪上</source>
        <translation>Lay your finger flat on the fingerprint reader</translation>
    </message>
    <message>
        <source>轻轻按住，好了会自动到下一步。通常 2 秒。</source>
        <translation>Press lightly; the screen goes on by itself. Usually 2 seconds.</translation>
    </message>
    <message>
        <source>身份证拿早了。请再放好，办完这一步再拿。</source>
        <translation>The ID card was taken too early. Put it back until this step is done.</translation>
    </message>
</context>
<context>
    <name>FormAnswer</name>
    <message>
        <source>请按数字</source>
        <translation>Press the digits</translation>
    </message>
    <message>
        <source>先按年，再按月和日</source>
        <translation>First the year, then month and day</translation>
    </message>
    <message>
        <source>机器读到的</source>
        <translation>What the machine read</translation>
    </message>
</context>
<context>
    <name>FormPage</name>
    <message>
        <source>身份证上的内容不能在这里改。有不对的，请按“求助”。</source>
        <translation>What the card says cannot be changed here. If something is wrong, press &quot;Help&quot;.</translation>
    </message>
</context>
<context>
    <name>xiaowu::viewmodels::FormViewModel</name>
    <message>
        <source>身份证上的这些内容已经帮您填好了</source>
        <translation>This was filled in from your ID card</translation>
    </message>
    <message>
        <source>请看一看。接下来还有 %1 个问题。</source>
        <translation>Please look it over. %1 questions follow.</translation>
    </message>
    <message>
        <source>请选择：%1</source>
        <translation>Please choose: %1</translation>
    </message>
    <message>
        <source>请填写：%1</source>
        <translation>Please fill in: %1</translation>
    </message>
    <message>
        <source>%1（可以不填）</source>
        <translation>%1 (may be left empty)</translation>
    </message>
    <message>
        <source>第 %1 题，共 %2 题</source>
        <translation>Question %1 of %2</translation>
    </message>
    <message>
        <source>&#x3000;</source>
        <translation>  </translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>先不填</source>
        <translation>Leave it out for now</translation>
    </message>
    <message>
        <source>记下来了：%1。办好没有，可以凭小票查，也可以到窗口问。</source>
        <translation>Noted: %1. You can follow the case with the slip, or ask at the window.</translation>
    </message>
    <message>
        <source>“%1”要请工作人员填</source>
        <translation>Staff will fill in “%1”</translation>
    </message>
    <message>
        <source>“%1”读得不对？</source>
        <translation>Is “%1” read wrongly?</translation>
    </message>
    <message>
        <source>这台机器现在还不能写汉字。</source>
        <translation>Chinese words cannot be written on this machine yet.</translation>
    </message>
    <message>
        <source>留给工作人员填</source>
        <translation>Leave it to staff</translation>
    </message>
    <message>
        <source>请工作人员改</source>
        <translation>Ask staff to correct it</translation>
    </message>
    <message>
        <source>已经记下来了：交上去以后，工作人员会问您，再填好。</source>
        <translation>Noted: after you hand in, staff will ask you and fill it in.</translation>
    </message>
    <message>
        <source>会和申请一起记下来，交上去以后工作人员问您，再填好。现在就要填，请按“求助”。</source>
        <translation>It is noted with your application; staff will ask you and fill it in. To have it done now, press &quot;Help&quot;.</translation>
    </message>
</context>
<context>
    <name>GuidePage</name>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>可以换一件事办，也可以按“求助”。</source>
        <translation>Choose another service, or press &quot;Help&quot;.</translation>
    </message>
    <message>
        <source>请您准备好</source>
        <translation>Please have ready</translation>
    </message>
    <message>
        <source>要做这几步</source>
        <translation>The steps</translation>
    </message>
    <message>
        <source>谁可以办</source>
        <translation>Who can apply</translation>
    </message>
</context>
<context>
    <name>xiaowu::viewmodels::GuideViewModel</name>
    <message>
        <source>多久办好：%1</source>
        <translation>Time: %1</translation>
    </message>
    <message>
        <source>在这台机器上现在就能办</source>
        <translation>Can be done here now</translation>
    </message>
    <message>
        <source>现在不能在这里办：%1</source>
        <translation>Cannot be done here now: %1</translation>
    </message>
    <message>
        <source>可以在这里办，但是现在不能刷脸，要请工作人员核对本人</source>
        <translation>You can do it here, but faces cannot be checked now: staff must check that it is you</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>网络未知</source>
        <translation>Network unknown</translation>
    </message>
    <message>
        <source>打印未知</source>
        <translation>Printing unknown</translation>
    </message>
    <message>
        <source>现在时间 %1</source>
        <translation>The time is %1</translation>
    </message>
    <message>
        <source>切换语言</source>
        <translation>Change the language</translation>
    </message>
    <message>
        <source>普通版</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>关怀版</source>
        <translation>Large</translation>
    </message>
    <message>
        <source>字更大，一屏内容更少</source>
        <translation>Larger letters, less on a screen</translation>
    </message>
</context>
<context>
    <name>HelpButton</name>
    <message>
        <source>求助</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>请工作人员来帮忙</source>
        <translation>Call the staff</translation>
    </message>
</context>
<context>
    <name>HelpOverlay</name>
    <message>
        <source>接着办</source>
        <translation>Go on</translation>
    </message>
</context>
<context>
    <name>xiaowu::viewmodels::HelpViewModel</name>
    <message>
        <source>正在通知工作人员</source>
        <translation>The staff is being told</translation>
    </message>
    <message>
        <source>您填过的内容都还在。可以等一等，也可以接着办。</source>
        <translation>Nothing is lost. You may wait here or go on.</translation>
    </message>
    <message>
        <source>网络断了，求助还没有送出去</source>
        <translation>The line is down: your call has not gone out</translation>
    </message>
    <message>
        <source>也可以打电话：%1。</source>
        <translation>You can also call %1.</translation>
    </message>
    <message>
        <source>网络恢复后会自动通知工作人员。也可以直接去找工作人员。</source>
        <translation>Staff are told by itself when the network is back. You can also go and find somebody.</translation>
    </message>
    <message>
        <source>您填过的内容都还在，可以接着办。</source>
        <translation>All you filled in is still here; you can go on.</translation>
    </message>
    <message>
        <source>现在是下班时间，可能没有人来</source>
        <translation>It is after hours; perhaps nobody can come</translation>
    </message>
    <message>
        <source>求助正在送出。上班时间是 %1 到 %2。</source>
        <translation>Your call is on its way. Staff are here from %1 to %2.</translation>
    </message>
    <message>
        <source>您填过的内容都还在。可以接着办，也可以上班时间再来。</source>
        <translation>All you filled in is still here. Go on, or come back during office hours.</translation>
    </message>
    <message>
        <source>一般 %1 分钟以内有人来。</source>
        <translation>Usually somebody comes within %1 minutes.</translation>
    </message>
    <message>
        <source>晚上和周末不一定有人，可以上班时间再来。</source>
        <translation>At night and on weekends there may be nobody; you can come back during office hours.</translation>
    </message>
</context>
<context>
    <name>IdleOverlay</name>
    <message>
        <source>您还在办理吗？</source>
        <translation>Are you still there?</translation>
    </message>
    <message>
        <source>我还在</source>
        <translation>I am still here</translation>
    </message>
</context>
<context>
    <name>ItemCard</name>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>xiaowu::viewmodels::ItemListViewModel</name>
    <message>
        <source>现在可以办</source>
        <translation>Can be done now</translation>
    </message>
    <message>
        <source>暂时不能办：%1</source>
        <translation>Not now: %1</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
</context>
<context>
    <name>ItemsPage</name>
    <message>
        <source>请按拼音的第一个字母</source>
        <translation>Press the first letters</translation>
    </message>
    <message>
        <source>您想办什么事？</source>
        <translation>What would you like to do?</translation>
    </message>
    <message>
        <source>例如“房产”按 F、C。</source>
        <translation>For example P, R for &quot;property&quot;.</translation>
    </message>
    <message>
        <source>点一下先看说明，不用先放身份证。</source>
        <translation>Touch one to read about it. No ID card is needed yet.</translation>
    </message>
    <message>
        <source>分类：%1</source>
        <translation>Category: %1</translation>
    </message>
    <message>
        <source>按拼音找</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>要找的事项</source>
        <translation>Looking for</translation>
    </message>
    <message>
        <source>没有找到。请换一个字母，或者按“返回”看全部。</source>
        <translation>Nothing found. Try another letter, or &quot;Back&quot; to see all.</translation>
    </message>
    <message>
        <source>上一页</source>
        <translation>Previous page</translation>
    </message>
    <message>
        <source>第 %1 页，共 %2 页</source>
        <translation>Page %1 of %2</translation>
    </message>
    <message>
        <source>下一页</source>
        <translation>Next page</translation>
    </message>
</context>
<context>
    <name>KeyValueTable</name>
    <message>
        <source>信息表</source>
        <translation>Table</translation>
    </message>
    <message>
        <source>已遮住</source>
        <translation>Hidden</translation>
    </message>
</context>
<context>
    <name>Keypad</name>
    <message>
        <source>数字键盘</source>
        <translation>Keypad</translation>
    </message>
    <message>
        <source>清空</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>删一位</source>
        <translation>Delete one</translation>
    </message>
</context>
<context>
    <name>xiaowu::viewmodels::KioskViewModel</name>
    <message>
        <source>网络正常</source>
        <translation>Network OK</translation>
    </message>
    <message>
        <source>网络断了</source>
        <translation>Network down</translation>
    </message>
    <message>
        <source>打印正常</source>
        <translation>Printer OK</translation>
    </message>
    <message>
        <source>不能打印</source>
        <translation>No printing</translation>
    </message>
    <message>
        <source>内容已先遮住。点一下屏幕就接着办。没有人就会结束，%1</source>
        <translation>The page is hidden. Touch the screen to go on; otherwise this ends. %1</translation>
    </message>
    <message>
        <source>内容已先遮住。点一下屏幕就接着办，没有人就会清除。</source>
        <translation>The page is hidden. Touch the screen to go on; otherwise everything is erased.</translation>
    </message>
</context>
<context>
    <name>LetterPad</name>
    <message>
        <source>拼音首字母键盘</source>
        <translation>Letters</translation>
    </message>
    <message>
        <source>删一位</source>
        <translation>Delete one</translation>
    </message>
    <message>
        <source>清空</source>
        <translation>Clear</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>政务晓屋</source>
        <translation>Xiaowu</translation>
    </message>
</context>
<context>
    <name>MaskOverlay</name>
    <message>
        <source>他在帮我，可以一起看</source>
        <translation>This person is helping me and may look</translation>
    </message>
    <message>
        <source>不办了，退出</source>
        <translation>Stop and leave</translation>
    </message>
</context>
<context>
    <name>xiaowu::viewmodels::MaskViewModel</name>
    <message>
        <source>旁边还有一个人</source>
        <translation>Somebody is beside you</translation>
    </message>
    <message>
        <source>内容已先遮住，免得别人看到。他走开了就会再显示。他是来帮您的，就按下面。</source>
        <translation>The page is covered so that nobody else reads it. It comes back when this person has gone. If this person is helping you, press below.</translation>
    </message>
    <message>
        <source>内容已先遮住</source>
        <translation>The page is covered</translation>
    </message>
    <message>
        <source>请本人看一看摄像头，或者放上您的身份证，就能接着办。没有人就会退出。</source>
        <translation>Look into the camera or lay your ID card down to go on. If nobody comes it ends by itself.</translation>
    </message>
    <message>
        <source>请放上您的身份证，就能接着办。没有人就会退出。</source>
        <translation>Lay your ID card down to go on. If nobody comes it ends by itself.</translation>
    </message>
    <message>
        <source>请本人看一看摄像头，就能接着办。</source>
        <translation>The holder of the card looks into the camera to go on.</translation>
    </message>
    <message>
        <source>填好的内容会留着。</source>
        <translation> What you filled in is kept.</translation>
    </message>
</context>
<context>
    <name>MaterialsPage</name>
    <message>
        <source>先承诺以后补交</source>
        <translation>Promise to bring it later</translation>
    </message>
    <message>
        <source>重新扫描这一份</source>
        <translation>Scan this one again</translation>
    </message>
    <message>
        <source>就用以前交过的这份</source>
        <translation>Use the one handed in before</translation>
    </message>
    <message>
        <source>以前交过？找一找（要先证明是您本人）</source>
        <translation>Handed in before? Look it up (prove who you are first)</translation>
    </message>
</context>
<context>
    <name>xiaowu::viewmodels::MaterialsViewModel</name>
    <message>
        <source>没带“%1”？可以先承诺，%2 天内补交。</source>
        <translation>&quot;%1&quot; not with you? You may promise to hand it in within %2 days.</translation>
    </message>
    <message>
        <source>材料齐了</source>
        <translation>All papers are here</translation>
    </message>
    <message>
        <source>还差 %1 份材料</source>
        <translation>%1 papers still to come</translation>
    </message>
    <message>
        <source>请按“下一步”核对。想重新扫描哪一份，就点哪一份。</source>
        <translation>Press &quot;Next&quot; to check. Touch a paper to scan it again.</translation>
    </message>
    <message>
        <source>现在扫描：%1</source>
        <translation>Now scan: %1</translation>
    </message>
    <message>
        <source>%1 交过（%2），办件编号 %3</source>
        <translation>Handed in on %1 (%2), case number %3</translation>
    </message>
    <message>
        <source>用 %1 交过的那份</source>
        <translation>Using the one of %1</translation>
    </message>
    <message>
        <source>正在找您以前交过的材料，通常 1 秒。</source>
        <translation>Looking for papers you handed in before, usually 1 second.</translation>
    </message>
    <message>
        <source>没有找到能用的、以前交过的材料，请扫描。</source>
        <translation>No earlier paper can be used. Please scan.</translation>
    </message>
    <message>
        <source>还差%1</source>
        <translation>Still missing: %1</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>扫描</source>
        <translation>Scan</translation>
    </message>
    <message>
        <source>现在要交的都有了，还有 %1 份以后补交</source>
        <translation>All that is due now is here; %1 will follow later</translation>
    </message>
    <message>
        <source>“%1”扫了几次都没有成。可以按“求助”请工作人员帮忙。</source>
        <translation>&quot;%1&quot; could not be used after several scans. Press Help to call the staff.</translation>
    </message>
    <message>
        <source>也可以先走：填过的内容加密存 %1 小时，换个时间来，核对是您本人就接着办。</source>
        <translation> You may also leave: what you filled in is kept encrypted for %1 hours; come back and go on once it is checked that it is you.</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>我们已通知工作人员。</source>
        <translation>The staff have been told.</translation>
    </message>
    <message>
        <source>可以按“求助”，请工作人员帮忙。</source>
        <translation>Press &quot;Help&quot; to call the staff.</translation>
    </message>
    <message>
        <source>您填过的内容都还在。</source>
        <translation>All you have filled in is still there.</translation>
    </message>
    <message>
        <source>身份证拿早了。</source>
        <translation>The card was taken too early.</translation>
    </message>
    <message>
        <source>这张卡不是身份证，或者没有放好。</source>
        <translation>This is not an ID card, or it does not lie well.</translation>
    </message>
    <message>
        <source>身份证放好了，但是没有读出来。</source>
        <translation>The card lies well but could not be read.</translation>
    </message>
    <message>
        <source>请拿起来再放一次。还不行，可能是证件里的芯片坏了。</source>
        <translation>Lift it and lay it down again. If that fails, its chip may be broken.</translation>
    </message>
    <message>
        <source>这张身份证过了有效期。</source>
        <translation>This ID card has expired.</translation>
    </message>
    <message>
        <source>请换一张有效的身份证，或者到派出所换领。</source>
        <translation>Use a valid card, or renew it at the police station.</translation>
    </message>
    <message>
        <source>身份证里的照片在这台机器上打不开，现在不能刷脸。</source>
        <translation>The photo in the card cannot be opened on this machine, so faces cannot be checked.</translation>
    </message>
    <message>
        <source>可以不刷脸。请选择别的办法。</source>
        <translation>You need not use your face. Please choose another way.</translation>
    </message>
    <message>
        <source>没有比对成功，不是您的错。</source>
        <translation>It did not match. That is not your fault.</translation>
    </message>
    <message>
        <source>可以再试一次，也可以请工作人员帮忙。</source>
        <translation>Try again, or ask the staff.</translation>
    </message>
    <message>
        <source>没有看清楚是您本人在屏幕前。</source>
        <translation>It was not clear that you yourself are in front of the screen.</translation>
    </message>
    <message>
        <source>请摘下口罩，正对屏幕，再试一次。也可以不刷脸。</source>
        <translation>Take off your mask, face the screen and try again. Another way is possible too.</translation>
    </message>
    <message>
        <source>没有看到您的脸。</source>
        <translation>Your face was not seen.</translation>
    </message>
    <message>
        <source>请站到屏幕前，再试一次。也可以不刷脸。</source>
        <translation>Stand in front of the screen and try again. Another way is possible too.</translation>
    </message>
    <message>
        <source>现在没有办法比对照片，不能刷脸。</source>
        <translation>The photos cannot be compared now, so faces cannot be checked.</translation>
    </message>
    <message>
        <source>这台机器现在不能刷脸。</source>
        <translation>This machine cannot check faces now.</translation>
    </message>
    <message>
        <source>摄像头出了故障，现在不能刷脸。</source>
        <translation>The camera is out of order, so faces cannot be checked now.</translation>
    </message>
    <message>
        <source>您还可以：查询、叫人帮忙。</source>
        <translation>You can still read the guides and call for help.</translation>
    </message>
    <message>
        <source>身份证读卡器出了故障。</source>
        <translation>The ID card reader is out of order.</translation>
    </message>
    <message>
        <source>现在可以看办事指南，或者请工作人员帮忙。</source>
        <translation>You can read the guides, or ask the staff.</translation>
    </message>
    <message>
        <source>扫描仪里的纸卡住了。</source>
        <translation>Paper is stuck in the scanner.</translation>
    </message>
    <message>
        <source>请不要用力拉，请工作人员帮忙。</source>
        <translation>Do not pull hard; ask the staff.</translation>
    </message>
    <message>
        <source>扫描仪的盖子没有盖好。</source>
        <translation>The scanner&apos;s lid is not closed.</translation>
    </message>
    <message>
        <source>请盖好盖子，再试一次。</source>
        <translation>Close the lid and try again.</translation>
    </message>
    <message>
        <source>扫描台上没有看到纸。</source>
        <translation>No paper was seen under the scanner.</translation>
    </message>
    <message>
        <source>扫描仪现在不能用。</source>
        <translation>The scanner is not working now.</translation>
    </message>
    <message>
        <source>机器现在看不了这份材料。</source>
        <translation>The machine cannot read this paper now.</translation>
    </message>
    <message>
        <source>请再扫一次。还不行，就请工作人员帮忙。</source>
        <translation>Scan again. If that fails, ask the staff.</translation>
    </message>
    <message>
        <source>还有材料没有扫描。</source>
        <translation>Some papers are not scanned yet.</translation>
    </message>
    <message>
        <source>加纸以后会自动接着打印，请稍等。</source>
        <translation>Printing goes on by itself when paper is added. Please wait.</translation>
    </message>
    <message>
        <source>请不要用力拉纸。工作人员处理好以后会接着打印。</source>
        <translation>Do not pull the paper. Printing goes on when the staff have freed it.</translation>
    </message>
    <message>
        <source>关好以后会自动接着打印，请稍等。</source>
        <translation>Printing goes on by itself when it is closed. Please wait.</translation>
    </message>
    <message>
        <source>换好以后会自动接着打印，请稍等。</source>
        <translation>Printing goes on by itself when it is replaced. Please wait.</translation>
    </message>
    <message>
        <source>请先取走出来的纸，会自动接着打印。</source>
        <translation>Take the sheets out; printing goes on by itself.</translation>
    </message>
    <message>
        <source>打印机现在不能用。</source>
        <translation>The printer is not working now.</translation>
    </message>
    <message>
        <source>您的记录没有变化。</source>
        <translation>Your record has not changed.</translation>
    </message>
    <message>
        <source>请等一会儿再试，或者请工作人员帮忙。</source>
        <translation>Try again later, or ask the staff.</translation>
    </message>
    <message>
        <source>小票没有打印出来。</source>
        <translation>The slip was not printed.</translation>
    </message>
    <message>
        <source>您的申请已经存好，不受影响。</source>
        <translation>Your application is stored and not affected.</translation>
    </message>
    <message>
        <source>请用手机拍下屏幕上的码，凭它查询。</source>
        <translation>Photograph the code on the screen to follow it.</translation>
    </message>
    <message>
        <source>网络断了，现在不能查询和打印。</source>
        <translation>The network is down: no queries or prints now.</translation>
    </message>
    <message>
        <source>要交材料的事情还可以办，网络恢复后自动送出。</source>
        <translation>Applications can still be handed in; they are sent when it is back.</translation>
    </message>
    <message>
        <source>现在连不上政务平台。</source>
        <translation>The government platform cannot be reached now.</translation>
    </message>
    <message>
        <source>请等一会儿再试一次。</source>
        <translation>Try again in a while.</translation>
    </message>
    <message>
        <source>现在办事的人很多，政务平台一时答不上来。</source>
        <translation>Many people are using the platform; it cannot answer at the moment.</translation>
    </message>
    <message>
        <source>政务平台的回答不对，所以我们没有采用。</source>
        <translation>The platform&apos;s answer was not right, so it was not used.</translation>
    </message>
    <message>
        <source>请再试一次，或者请工作人员帮忙。</source>
        <translation>Try again, or ask the staff.</translation>
    </message>
    <message>
        <source>这台机器正在和政务平台对时间。</source>
        <translation>This machine is setting its clock by the platform.</translation>
    </message>
    <message>
        <source>政务平台不认识这台机器，现在不能查询和打印。</source>
        <translation>The platform does not know this machine. Queries and printing do not work now.</translation>
    </message>
    <message>
        <source>要交材料的事情还可以办，先存在这台机器上，登记好以后自动送出。</source>
        <translation>You can still hand in applications: they are kept on this machine and sent when it is enrolled.</translation>
    </message>
    <message>
        <source>现在不能盖电子章，所以不打印，免得您拿到的证明没有用。</source>
        <translation>The electronic seal is not available, so nothing is printed: a proof without it would be of no use to you.</translation>
    </message>
    <message>
        <source>请等一会儿再试。</source>
        <translation>Try again in a while.</translation>
    </message>
    <message>
        <source>开出来的证明和您本人对不上，所以不打印。</source>
        <translation>The proof does not belong to you, so it is not printed.</translation>
    </message>
    <message>
        <source>这台机器现在不能收新材料，查询还可以用。</source>
        <translation>This machine cannot take new papers now; queries still work.</translation>
    </message>
    <message>
        <source>已经交的材料都还在。</source>
        <translation>What was handed in before is still there.</translation>
    </message>
    <message>
        <source>请换一台机器，或者请工作人员帮忙。</source>
        <translation>Use another machine, or ask the staff.</translation>
    </message>
    <message>
        <source>您的申请没有存上，所以还没有交。</source>
        <translation>Your application could not be stored, so it is not handed in yet.</translation>
    </message>
    <message>
        <source>您填的内容还在屏幕上。</source>
        <translation>What you filled in is still on the screen.</translation>
    </message>
    <message>
        <source>一样的申请您已经交过了，编号尾号 %3，不用再交。</source>
        <translation>You have handed in the same application already, number ending in %3. No need to do it again.</translation>
    </message>
    <message>
        <source>先交的那一份照常办理。</source>
        <translation>The first one goes on as usual.</translation>
    </message>
    <message>
        <source>想看进度，请用手机扫小票上的码。</source>
        <translation>To follow it, scan the code on the slip with your phone.</translation>
    </message>
    <message>
        <source>找回了您上次填的内容。</source>
        <translation>What you filled in last time was found.</translation>
    </message>
    <message>
        <source>一项也没有少。</source>
        <translation>Nothing is missing.</translation>
    </message>
    <message>
        <source>可以接着填。</source>
        <translation>You can go on.</translation>
    </message>
    <message>
        <source>停电了，这台机器很快会关。</source>
        <translation>The power is out; this machine will switch off soon.</translation>
    </message>
    <message>
        <source>您填的内容已经存好。</source>
        <translation>What you filled in is stored.</translation>
    </message>
    <message>
        <source>刚才停电了。</source>
        <translation>There was a power cut.</translation>
    </message>
    <message>
        <source>可以等一等，也可以接着办，或者白天再来。</source>
        <translation>You may wait, go on, or come back in the daytime.</translation>
    </message>
    <message>
        <source>机器的一个部分断开了。</source>
        <translation>A part of the machine is disconnected.</translation>
    </message>
    <message>
        <source>机器还在忙上一件事。</source>
        <translation>The machine is still busy.</translation>
    </message>
    <message>
        <source>请等几秒再试一次。</source>
        <translation>Wait a few seconds and try again.</translation>
    </message>
    <message>
        <source>等的时间有点长，还没有结果。</source>
        <translation>It took too long and there is no result.</translation>
    </message>
    <message>
        <source>请再试一次。</source>
        <translation>Please try again.</translation>
    </message>
    <message>
        <source>已经停下来了。</source>
        <translation>It was stopped.</translation>
    </message>
    <message>
        <source>想继续，请再试一次。</source>
        <translation>To go on, try again.</translation>
    </message>
    <message>
        <source>这一项需要填写。</source>
        <translation>This must be filled in.</translation>
    </message>
    <message>
        <source>请填好再继续。</source>
        <translation>Fill it in to go on.</translation>
    </message>
    <message>
        <source>这不是手机号。手机号是 1 开头的 11 位数字，请再看一看。</source>
        <translation>This is no mobile number. It has 11 digits and begins with 1. Please look again.</translation>
    </message>
    <message>
        <source>身份证号是 18 位，请再看一看。</source>
        <translation>An ID number has 18 characters. Please check.</translation>
    </message>
    <message>
        <source>这里只填数字，请再看一看。</source>
        <translation>Digits only, please check.</translation>
    </message>
    <message>
        <source>没有这一天，请再看一看。先填年，再填月和日。</source>
        <translation>There is no such day. First the year, then month and day.</translation>
    </message>
    <message>
        <source>请从下面选一个。</source>
        <translation>Please choose one below.</translation>
    </message>
    <message>
        <source>字太多了，请写短一点。</source>
        <translation>Too long. Please write less.</translation>
    </message>
    <message>
        <source>这一步没有办成，不是您的错。</source>
        <translation>This step did not work. That is not your fault.</translation>
    </message>
    <message>
        <source>请把有字的一面朝上放好，再扫一次。</source>
        <translation>Lay it with the written side up and scan again.</translation>
    </message>
    <message>
        <source>现在查不到您以前交过的材料。</source>
        <translation>Papers from before cannot be looked up now.</translation>
    </message>
    <message>
        <source>网络断了，恢复以后才能通知工作人员。</source>
        <translation>The line is down; the staff can be told only when it is back.</translation>
    </message>
    <message>
        <source>指纹没有比对成功，不是您的错。</source>
        <translation>The fingerprint did not match. It is not your fault.</translation>
    </message>
    <message>
        <source>可以换一个手指再试，也可以用别的办法。</source>
        <translation>Try another finger, or choose another way.</translation>
    </message>
    <message>
        <source>没有感觉到手指。</source>
        <translation>No finger was felt.</translation>
    </message>
    <message>
        <source>没有看清手指。</source>
        <translation>The finger was not clear.</translation>
    </message>
    <message>
        <source>请擦一擦手指，再轻轻按住。</source>
        <translation>Wipe your finger and press lightly again.</translation>
    </message>
    <message>
        <source>现在不能用指纹。</source>
        <translation>Fingerprints cannot be used now.</translation>
    </message>
    <message>
        <source>请选择别的办法。</source>
        <translation>Please choose another way.</translation>
    </message>
    <message>
        <source>这是您自己的身份证。</source>
        <translation>This is your own ID card.</translation>
    </message>
    <message>
        <source>请拿走，让工作人员放上他自己的身份证。</source>
        <translation>Take it away and let the member of staff lay down their own.</translation>
    </message>
    <message>
        <source>这张身份证不在工作人员名单里。</source>
        <translation>This ID card is not on the list of staff.</translation>
    </message>
    <message>
        <source>请拿走，换一位登记过的工作人员来核对。</source>
        <translation>Take it away; a member of staff who is on the list must do it.</translation>
    </message>
    <message>
        <source>正在通知工作人员。</source>
        <translation>The staff is being told.</translation>
    </message>
    <message>
        <source>这次不再刷脸了。请选择别的办法。</source>
        <translation>No more face checks this time. Please choose another way.</translation>
    </message>
    <message>
        <source>这次不再按指纹了。请选择别的办法。</source>
        <translation>No more fingerprints this time. Please choose another way.</translation>
    </message>
    <message>
        <source>这次不能再换了。请选择别的办法。</source>
        <translation>No more cards this time. Please choose another way.</translation>
    </message>
    <message>
        <source>还没有出纸，一共 %2 张。</source>
        <translation> No sheet is out yet; there will be %2.</translation>
    </message>
    <message>
        <source>已经出来 %1 张，还差 %2 张，请先收好。</source>
        <translation> %1 out, %2 still to come; please take what is there.</translation>
    </message>
    <message>
        <source>请再放好，读好了再拿走。</source>
        <translation>Put it back and leave it until it is read.</translation>
    </message>
    <message>
        <source>请把身份证平放在感应区，一次只放一张。</source>
        <translation>Lay the ID card flat on the card plate, one at a time.</translation>
    </message>
    <message>
        <source>脸被口罩遮住了，没有办法比对。</source>
        <translation>A mask covers your face, so it cannot be compared.</translation>
    </message>
    <message>
        <source>请摘下口罩，再试一次。不方便摘，可以不刷脸。</source>
        <translation>Take off the mask and try again. If you would rather not, choose another way.</translation>
    </message>
    <message>
        <source>请把手指平放在指纹仪上，再试一次。</source>
        <translation>Lay your finger flat on the reader and try again.</translation>
    </message>
    <message>
        <source>请扫描这次带来的。能以后补交的，点开那一份会写明。</source>
        <translation>Please scan what you brought. Touch a paper to see whether it may follow later.</translation>
    </message>
    <message>
        <source>请扫描剩下的材料。能以后补交的，点开那一份会写明。</source>
        <translation>Please scan the rest. Touch a paper to see whether it may follow later.</translation>
    </message>
    <message>
        <source>打印纸用完了。</source>
        <translation>The printer is out of paper.</translation>
    </message>
    <message>
        <source>打印机卡纸了。</source>
        <translation>The paper is jammed in the printer.</translation>
    </message>
    <message>
        <source>打印机的门没有关好。</source>
        <translation>The printer&apos;s door is not closed.</translation>
    </message>
    <message>
        <source>打印机没有墨粉了。</source>
        <translation>The printer is out of toner.</translation>
    </message>
    <message>
        <source>出纸口满了。</source>
        <translation>The paper tray is full.</translation>
    </message>
    <message>
        <source>打印停下来了。</source>
        <translation>Printing has stopped.</translation>
    </message>
    <message>
        <source>这一天太早或者太晚，请再看一看年份。</source>
        <translation>This day is too early or too late. Please look at the year again.</translation>
    </message>
    <message>
        <source>来电以后请按“开始办理”，选刚才办的事，再放身份证。</source>
        <translation>When the power is back press &quot;Start&quot;, choose the same service and lay down your ID card.</translation>
    </message>
    <message>
        <source>请按“开始办理”，选刚才办的事，再放身份证。</source>
        <translation>Press &quot;Start&quot;, choose the same service and lay down your ID card.</translation>
    </message>
    <message>
        <source>您填的没能存下来。</source>
        <translation>What you filled in could not be saved.</translation>
    </message>
    <message>
        <source>填好的还在屏幕上，可以接着办。</source>
        <translation>It is still on the screen, and you can go on.</translation>
    </message>
    <message>
        <source>请一次办完。中途走开，没存下来的要重新填。</source>
        <translation>Please finish in one go. If you leave, what was not saved has to be filled in again.</translation>
    </message>
    <message>
        <source>现在再试，打的还是这一份。</source>
        <translation>Trying again now prints this same one.</translation>
    </message>
    <message>
        <source>已经出来的请先收好。走开以后这一份作废，再查一次可以重新打。</source>
        <translation>Please keep what has come out. Once you leave, this one is void; query again to print a new one.</translation>
    </message>
</context>
<context>
    <name>NoticePanel</name>
    <message>
        <source>已保留</source>
        <translation>Kept</translation>
    </message>
    <message>
        <source>接下来</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>帮忙</source>
        <translation>Help</translation>
    </message>
</context>
<context>
    <name>OtherWaysPage</name>
    <message>
        <source>请工作人员核对</source>
        <translation>Let the staff check</translation>
    </message>
    <message>
        <source>还是刷脸吧</source>
        <translation>Use the camera after all</translation>
    </message>
    <message>
        <source>再试一次，大约 5 秒。</source>
        <translation>Try again, about 5 seconds.</translation>
    </message>
    <message>
        <source>按指纹</source>
        <translation>Fingerprint</translation>
    </message>
    <message>
        <source>和您身份证里的指纹比一比，大约 5 秒。</source>
        <translation>Compared with the prints in your ID card, about 5 seconds.</translation>
    </message>
</context>
<context>
    <name>xiaowu::viewmodels::OtherWaysViewModel</name>
    <message>
        <source>现在不能刷脸，请选择别的办法</source>
        <translation>Faces cannot be checked now. Please choose another way</translation>
    </message>
    <message>
        <source>不再刷脸了，请选择别的办法</source>
        <translation>No more face checks. Please choose another way</translation>
    </message>
    <message>
        <source>可以不刷脸，请选择别的办法</source>
        <translation>You need not show your face. Please choose another way</translation>
    </message>
    <message>
        <source>不会因为不刷脸就不给您办。</source>
        <translation>You are served all the same.</translation>
    </message>
    <message>
        <source>工作人员来看一看您和身份证。请等一等，您的身份证先拿在手里。</source>
        <translation>A member of staff looks at you and your card. Please wait and keep your card in your hand.</translation>
    </message>
    <message>
        <source>网络断了，叫人的消息要等网络恢复才送到。要是工作人员就在旁边，可以直接请过来。</source>
        <translation>The line is down: the call goes out when it is back. If somebody of the staff is near, ask them directly.</translation>
    </message>
    <message>
        <source>请在上班时间去，带上身份证。这台机器上不会留下您的信息。</source>
        <translation>Go there in office hours with your ID card. Nothing of yours stays on this machine.</translation>
    </message>
    <message>
        <source>请在上班时间去，带上：%1。这台机器上不会留下您的信息。</source>
        <translation>Go there in office hours and bring: %1. Nothing of yours stays on this machine.</translation>
    </message>
    <message>
        <source>、</source>
        <translation>; </translation>
    </message>
    <message>
        <source>先不核对，回到刚才那一页</source>
        <translation>Not now, back to the page before</translation>
    </message>
    <message>
        <source>填过的内容还在。</source>
        <translation>What you filled in is still there.</translation>
    </message>
    <message>
        <source>改天到服务中心窗口办</source>
        <translation>Go to the service centre another day</translation>
    </message>
</context>
<context>
    <name>PageFrame</name>
    <message>
        <source>回到上面</source>
        <translation>To the top</translation>
    </message>
    <message>
        <source>下面还有</source>
        <translation>More below</translation>
    </message>
</context>
<context>
    <name>PaperExample</name>
    <message>
        <source>要的是：%1</source>
        <translation>Wanted: %1</translation>
    </message>
</context>
<context>
    <name>PrintingPage</name>
    <message>
        <source>从这里出来</source>
        <translation>It comes out here</translation>
    </message>
    <message>
        <source>盖电子章</source>
        <translation>Electronic seal</translation>
    </message>
    <message>
        <source>送到打印机</source>
        <translation>To the printer</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>请不要走开。打印有问题，请按“求助”。</source>
        <translation>Please stay here. If something goes wrong, press &quot;Help&quot;.</translation>
    </message>
</context>
<context>
    <name>xiaowu::viewmodels::PrintingViewModel</name>
    <message>
        <source>正在盖电子章</source>
        <translation>Putting the electronic seal on</translation>
    </message>
    <message>
        <source>正在送到打印机</source>
        <translation>Sending it to the printer</translation>
    </message>
    <message>
        <source>正在打印，请在出纸口等一等</source>
        <translation>Printing. Please wait at the tray</translation>
    </message>
    <message>
        <source>打印机在等一等</source>
        <translation>The printer is waiting</translation>
    </message>
    <message>
        <source>第 %1 张 / 共 %2 张</source>
        <translation>Sheet %1 of %2</translation>
    </message>
    <message>
        <source>已出纸 %1 张，请取走</source>
        <translation>%1 sheets are out. Please take them</translation>
    </message>
    <message>
        <source>大约 20 秒。</source>
        <translation>About 20 seconds.</translation>
    </message>
</context>
<context>
    <name>ProgressSteps</name>
    <message>
        <source>正在%1</source>
        <translation>Going on: %1</translation>
    </message>
    <message>
        <source>都做完了</source>
        <translation>All done</translation>
    </message>
</context>
<context>
    <name>PromisePage</name>
    <message>
        <source>我承诺</source>
        <translation>I promise</translation>
    </message>
    <message>
        <source>带来了？请按“返回”，扫描它。</source>
        <translation>Have you brought it? Press &quot;Back&quot; and scan it.</translation>
    </message>
</context>
<context>
    <name>xiaowu::viewmodels::PromiseViewModel</name>
    <message>
        <source>“%1”以后补交，可以吗？</source>
        <translation>Hand in “%1” later?</translation>
    </message>
    <message>
        <source>我承诺：最迟 %1 补交“%2”。</source>
        <translation>I promise to hand in “%2” by %1.</translation>
    </message>
    <message>
        <source>这一天会印在小票上</source>
        <translation>The day is printed on your slip</translation>
    </message>
    <message>
        <source>补交请带上小票和材料，到服务中心窗口</source>
        <translation>Bring slip and paper to the window of the service centre</translation>
    </message>
    <message>
        <source>到期没有补交，这次申请可能会退回</source>
        <translation>Without it by then, the application may be returned</translation>
    </message>
</context>
<context>
    <name>QrPanel</name>
    <message>
        <source>%1 编号 %2</source>
        <translation>%1 Number %2</translation>
    </message>
</context>
<context>
    <name>RatingPage</name>
    <message>
        <source>今天办得满意吗？</source>
        <translation>Were you satisfied today?</translation>
    </message>
    <message>
        <source>请点一个。评价不留姓名。</source>
        <translation>Touch one. Your name is not kept.</translation>
    </message>
    <message>
        <source>不评价</source>
        <translation>No rating</translation>
    </message>
</context>
<context>
    <name>xiaowu::viewmodels::RatingViewModel</name>
    <message>
        <source>非常满意</source>
        <translation>Very satisfied</translation>
    </message>
    <message>
        <source>满意</source>
        <translation>Satisfied</translation>
    </message>
    <message>
        <source>基本满意</source>
        <translation>Mostly</translation>
    </message>
    <message>
        <source>不满意</source>
        <translation>Not satisfied</translation>
    </message>
    <message>
        <source>非常不满意</source>
        <translation>Very unsatisfied</translation>
    </message>
    <message>
        <source>您的身份证还在机器上，请拿走。</source>
        <translation>Your ID card is still on the machine. Please take it.</translation>
    </message>
    <message>
        <source>请带好您的身份证和打印的材料。</source>
        <translation>Please take your ID card and your prints.</translation>
    </message>
    <message>
        <source>请先拿走您的身份证</source>
        <translation>Please take your ID card first</translation>
    </message>
    <message>
        <source>谢谢您，请慢走</source>
        <translation>Thank you and take care</translation>
    </message>
    <message>
        <source>打印的纸和小票拿好了吗？</source>
        <translation>Have you taken your prints and the slip?</translation>
    </message>
    <message>
        <source>身份证拿好了吗？</source>
        <translation>Have you taken your ID card?</translation>
    </message>
</context>
<context>
    <name>ReceiptPage</name>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>用手机扫这个码，随时看办到哪一步。</source>
        <translation>Scan this code with your phone to see how far it is.</translation>
    </message>
    <message>
        <source>小票口</source>
        <translation>Slip slot</translation>
    </message>
    <message>
        <source>小票从小票口出来。请把身份证也带好。</source>
        <translation>The slip comes out of the slip slot. Take your ID card too.</translation>
    </message>
</context>
<context>
    <name>RecordPage</name>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
</context>
<context>
    <name>xiaowu::viewmodels::RecordViewModel</name>
    <message>
        <source>查询时间：%1</source>
        <translation>Time of the query: %1</translation>
    </message>
    <message>
        <source>打印出来是 %1 张纸，盖有电子章，不收费。</source>
        <translation>The print has %1 sheets, an electronic seal, and is free.</translation>
    </message>
    <message>
        <source>查到了，请看一看</source>
        <translation>Found. Please look it over</translation>
    </message>
    <message>
        <source>没有查到登记记录</source>
        <translation>No registration was found</translation>
    </message>
    <message>
        <source>这也可以打印成一份证明，写明“没有登记”。</source>
        <translation>This can be printed too, as a proof of &quot;no registration&quot;.</translation>
    </message>
</context>
<context>
    <name>ResultPage</name>
    <message>
        <source>请数一数，不要落下。</source>
        <translation>Count them and leave none behind.</translation>
    </message>
    <message>
        <source>在这里取</source>
        <translation>Take it here</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>谁拿到这份证明，都可以扫码验真假。</source>
        <translation>Whoever gets this proof can check it by this code.</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>请您核对，都对吗？</source>
        <translation>Please check: is everything right?</translation>
    </message>
    <message>
        <source>确认</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>填写的内容</source>
        <translation>Your answers</translation>
    </message>
    <message>
        <source>交的材料</source>
        <translation>Your papers</translation>
    </message>
    <message>
        <source>请改一改，或者重新扫描。改不了也可以先交，由工作人员核对。</source>
        <translation>Please change it or scan again. If you cannot, hand it in anyway; staff will look at it.</translation>
    </message>
    <message>
        <source>以后办事，可以再用这些材料</source>
        <translation>Let me use these papers again next time</translation>
    </message>
    <message>
        <source>不选也可以。选了，下次证明是您本人以后，就不用再带再扫。</source>
        <translation>You need not. If you do, next time you only prove who you are and need not bring or scan them.</translation>
    </message>
</context>
<context>
    <name>ReviewRow</name>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>请看一看</source>
        <translation>Please check</translation>
    </message>
    <message>
        <source>修改</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>修改%1</source>
        <translation>Change %1</translation>
    </message>
    <message>
        <source>您对过了，工作人员会再看一眼</source>
        <translation>You compared it; staff will look again</translation>
    </message>
</context>
<context>
    <name>xiaowu::viewmodels::ReviewViewModel</name>
    <message>
        <source>没有填</source>
        <translation>Empty</translation>
    </message>
    <message>
        <source>有 %1 处是机器没看太清楚的，请和原件对一对。</source>
        <translation>%1 places were hard to read. Compare them with the original.</translation>
    </message>
    <message>
        <source>用以前交过的那份</source>
        <translation>Using the earlier one</translation>
    </message>
    <message>
        <source>请工作人员填</source>
        <translation>Staff will fill it in</translation>
    </message>
    <message>
        <source>%1（请工作人员改）</source>
        <translation>%1 (staff will correct it)</translation>
    </message>
</context>
<context>
    <name>ScanPage</name>
    <message>
        <source>先承诺以后补交</source>
        <translation>Promise to bring it later</translation>
    </message>
    <message>
        <source>放好材料</source>
        <translation>Lay the paper down</translation>
    </message>
    <message>
        <source>扫描</source>
        <translation>Scan</translation>
    </message>
    <message>
        <source>看清内容</source>
        <translation>Read it</translation>
    </message>
    <message>
        <source>有字的一面朝上</source>
        <translation>Written side up</translation>
    </message>
    <message>
        <source>一样</source>
        <translation>The same</translation>
    </message>
    <message>
        <source>不一样</source>
        <translation>Different</translation>
    </message>
    <message>
        <source>看不清，请工作人员看</source>
        <translation>I cannot tell; let staff look</translation>
    </message>
    <message>
        <source>就交这一页，请工作人员看</source>
        <translation>Hand in this page; staff will look at it</translation>
    </message>
</context>
<context>
    <name>xiaowu::viewmodels::ScanViewModel</name>
    <message>
        <source>请把“%1”放在扫描台上</source>
        <translation>Lay &quot;%1&quot; under the scanner</translation>
    </message>
    <message>
        <source>正在扫描，请不要动</source>
        <translation>Scanning. Please do not move it</translation>
    </message>
    <message>
        <source>通常 5 秒。想停下来，请按“返回”。</source>
        <translation>Usually 5 seconds. To stop, press &quot;Back&quot;.</translation>
    </message>
    <message>
        <source>正在看这份材料</source>
        <translation>Reading the paper</translation>
    </message>
    <message>
        <source>通常 3 秒。想停下来，请按“返回”。</source>
        <translation>Usually 3 seconds. To stop, press &quot;Back&quot;.</translation>
    </message>
    <message>
        <source>没有读到</source>
        <translation>Not found</translation>
    </message>
    <message>
        <source>%1（请看一看）</source>
        <translation>%1 (please check)</translation>
    </message>
    <message>
        <source>看清楚了，可以用</source>
        <translation>Clear. It can be used</translation>
    </message>
    <message>
        <source>请看看读到的内容对不对。</source>
        <translation>Please see whether it was read correctly.</translation>
    </message>
    <message>
        <source>这看起来是“%1”，我们需要的是“%2”，像这样。</source>
        <translation>This looks like &quot;%1&quot;. We need &quot;%2&quot;, like this.</translation>
    </message>
    <message>
        <source>这看起来不是“%1”。我们需要的像这样。</source>
        <translation>This does not look like &quot;%1&quot;. We need one like this.</translation>
    </message>
    <message>
        <source>这份材料上没有找到公章</source>
        <translation>No official seal was found on this paper</translation>
    </message>
    <message>
        <source>请看看是不是放错了一面，也可以先承诺、以后补交。</source>
        <translation>Is it the right side? You may also promise to hand it in later.</translation>
    </message>
    <message>
        <source>请看看是不是放错了一面，也可以请工作人员帮忙。</source>
        <translation>Is it the right side? You may also ask the staff.</translation>
    </message>
    <message>
        <source>这一页没有看清楚</source>
        <translation>This page was not clear</translation>
    </message>
    <message>
        <source>请放平、放正，不要折角，再扫一次。</source>
        <translation>Lay it flat and straight and scan again.</translation>
    </message>
    <message>
        <source>可以用，工作人员会再看一眼</source>
        <translation>It can be used; staff will look at it again</translation>
    </message>
    <message>
        <source>带“请看一看”的，请和原件对一对。</source>
        <translation>Please compare what is marked with your paper.</translation>
    </message>
    <message>
        <source>想重新扫描哪一面，就把哪一面朝上。另一面不用再扫。</source>
        <translation>Put the side that you want to scan again upwards. The other side stays as it is.</translation>
    </message>
    <message>
        <source>请把%1朝上，放在扫描台上</source>
        <translation>Put %1 upwards on the scanner</translation>
    </message>
    <message>
        <source>两面都要。两面印在同一张纸上的，扫一次就行。</source>
        <translation>Both sides are needed. If both are on one sheet, one scan is enough.</translation>
    </message>
    <message>
        <source>请翻过来，再扫描%1</source>
        <translation>Turn it over and scan %1</translation>
    </message>
    <message>
        <source>前一面已经收好了。</source>
        <translation>The first side is safe.</translation>
    </message>
    <message>
        <source>请您看一看，上下两行一样吗？</source>
        <translation>Please look: are the two the same?</translation>
    </message>
    <message>
        <source>第 %1 处，共 %2 处。</source>
        <translation>Question %1 of %2.</translation>
    </message>
    <message>
        <source>只有这一处机器没看太清楚。</source>
        <translation>Only here the machine did not see well.</translation>
    </message>
    <message>
        <source>%1（您说不一样）</source>
        <translation>%1 (you say it differs)</translation>
    </message>
    <message>
        <source>%1（您对过了）</source>
        <translation>%1 (you compared it)</translation>
    </message>
    <message>
        <source>%1（请工作人员看）</source>
        <translation>%1 (staff will look)</translation>
    </message>
    <message>
        <source>有 %1 处和原件不一样</source>
        <translation>Not the same as on the paper: %1</translation>
    </message>
    <message>
        <source>最好重新扫描一次。也可以就这样交，由工作人员核对、改正。</source>
        <translation>Best scan it once more. Or hand it in like this, and staff will check and correct it.</translation>
    </message>
    <message>
        <source>看不清的地方，由工作人员核对。</source>
        <translation>Staff will check what you could not read.</translation>
    </message>
    <message>
        <source>%1已经有了，还差%2</source>
        <translation>You have scanned %1; still needed: %2</translation>
    </message>
    <message>
        <source>请把身份证翻过来，再扫一次。</source>
        <translation>Please turn the ID card over and scan again.</translation>
    </message>
    <message>
        <source>%1写成 8 月还是 08 月没关系，日子一样就行。</source>
        <translation>%1 Only the day counts, not how it is written.</translation>
    </message>
    <message>
        <source>这一份还不能用</source>
        <translation>This one cannot be used yet</translation>
    </message>
    <message>
        <source>就这样交，请工作人员核对</source>
        <translation>Hand it in; staff will check it</translation>
    </message>
    <message>
        <source>重新扫描</source>
        <translation>Scan again</translation>
    </message>
    <message>
        <source>开始扫描</source>
        <translation>Start scanning</translation>
    </message>
    <message>
        <source>使用这一页</source>
        <translation>Use this page</translation>
    </message>
    <message>
        <source>%1没有更合适的，也可以就这样交，由工作人员核对。</source>
        <translation>%1 If you have no better one, you may hand it in as it is; staff will check it.</translation>
    </message>
</context>
<context>
    <name>SignaturePad</name>
    <message>
        <source>请用手指在框里写上您的名字</source>
        <translation>Write your name in the box with your finger</translation>
    </message>
    <message>
        <source>签名框</source>
        <translation>Signature box</translation>
    </message>
    <message>
        <source>已经写了 %1 笔</source>
        <translation>%1 strokes written</translation>
    </message>
    <message>
        <source>重写</source>
        <translation>Write again</translation>
    </message>
</context>
<context>
    <name>SignaturePage</name>
    <message>
        <source>请在框里签上您的名字</source>
        <translation>Please sign your name in the box</translation>
    </message>
    <message>
        <source>签好了</source>
        <translation>I have signed</translation>
    </message>
    <message>
        <source>签好以后就提交。签得不好可以重写，不会写字请按“求助”。</source>
        <translation>After signing it is handed in. You can write again; if you cannot write, press &quot;Help&quot;.</translation>
    </message>
</context>
<context>
    <name>xiaowu::viewmodels::SignatureViewModel</name>
    <message>
        <source>我申请办理“%1”，刚才核对的内容都是真实的。</source>
        <translation>I apply for &quot;%1&quot;; what I have checked is true.</translation>
    </message>
</context>
<context>
    <name>SourceBadge</name>
    <message>
        <source>机关签发</source>
        <translation>Issued by an authority</translation>
    </message>
    <message>
        <source>窗口核验</source>
        <translation>Checked at a window</translation>
    </message>
    <message>
        <source>本人上传</source>
        <translation>Scanned by you</translation>
    </message>
    <message>
        <source>本人声明</source>
        <translation>Declared by you</translation>
    </message>
    <message>
        <source>来源不明</source>
        <translation>Source unknown</translation>
    </message>
    <message>
        <source>来源：%1</source>
        <translation>Source: %1</translation>
    </message>
</context>
<context>
    <name>StaffCardPage</name>
    <message>
        <source>没有人来？按“返回”，还有别的办法。</source>
        <translation>Nobody comes? Press Back: there are other ways.</translation>
    </message>
    <message>
        <source>您拿走自己的身份证</source>
        <translation>You take your ID card</translation>
    </message>
    <message>
        <source>工作人员放上他的身份证</source>
        <translation>The member of staff lays down theirs</translation>
    </message>
    <message>
        <source>工作人员看一看您和身份证</source>
        <translation>The member of staff compares you and your card</translation>
    </message>
</context>
<context>
    <name>StaffCheckPage</name>
    <message>
        <source>确认是本人</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>身份证里的照片</source>
        <translation>Photo in the ID card</translation>
    </message>
    <message>
        <source>为什么由您来核对？</source>
        <translation>Why do you check by eye?</translation>
    </message>
    <message>
        <source>不是本人</source>
        <translation>Not the person</translation>
    </message>
</context>
<context>
    <name>xiaowu::viewmodels::StaffViewModel</name>
    <message>
        <source>工作人员的身份证拿早了，请再放好。</source>
        <translation>The staff card was taken too early. Please lay it down again.</translation>
    </message>
    <message>
        <source>请先拿走机器上的身份证</source>
        <translation>First take the ID card from the machine</translation>
    </message>
    <message>
        <source>请工作人员放上自己的身份证</source>
        <translation>Member of staff: please lay down your own ID card</translation>
    </message>
    <message>
        <source>网络断了，叫人的消息要等网络恢复才送到。要是工作人员就在旁边，可以直接请过来。</source>
        <translation>The line is down: the call goes out when it is back. If somebody of the staff is near, ask them directly.</translation>
    </message>
    <message>
        <source>您的身份证已经读好了，请拿在手里，等一会儿给工作人员看。</source>
        <translation>Your ID card has been read. Keep it in your hand to show it to the member of staff.</translation>
    </message>
    <message>
        <source>正在叫工作人员，请等一等。您的身份证请拿在手里。</source>
        <translation>The staff is being called, please wait. Keep your ID card in your hand.</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>身份证号</source>
        <translation>ID number</translation>
    </message>
    <message>
        <source>性别</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>男</source>
        <translation>Male</translation>
    </message>
    <message>
        <source>女</source>
        <translation>Female</translation>
    </message>
    <message>
        <source>未写明</source>
        <translation>Not stated</translation>
    </message>
    <message>
        <source>请工作人员拿走自己的身份证</source>
        <translation>Member of staff: please take your ID card</translation>
    </message>
    <message>
        <source>工作人员：请核对是不是本人</source>
        <translation>Staff: is this the person?</translation>
    </message>
    <message>
        <source>拿走以后就接着办。</source>
        <translation>It goes on as soon as the card is taken.</translation>
    </message>
    <message>
        <source>请把身份证上的照片和面前的人比一比，选一个原因，再确认。</source>
        <translation>Compare the photo on the card with the person before you, choose a reason, then confirm.</translation>
    </message>
    <message>
        <source>拿走卡</source>
        <translation>Take the card</translation>
    </message>
    <message>
        <source>工作人员放卡</source>
        <translation>Staff card here</translation>
    </message>
</context>
<context>
    <name>Stars</name>
    <message>
        <source>非常满意</source>
        <translation>Very satisfied</translation>
    </message>
    <message>
        <source>满意</source>
        <translation>Satisfied</translation>
    </message>
    <message>
        <source>基本满意</source>
        <translation>Mostly</translation>
    </message>
    <message>
        <source>不满意</source>
        <translation>Not satisfied</translation>
    </message>
    <message>
        <source>非常不满意</source>
        <translation>Very unsatisfied</translation>
    </message>
    <message>
        <source>满意程度</source>
        <translation>Satisfaction</translation>
    </message>
</context>
<context>
    <name>StepLine</name>
    <message>
        <source>第 %1 步，共 %2 步，%3</source>
        <translation>Step %1 of %2, %3</translation>
    </message>
    <message>
        <source>第 %1 步 / 共 %2 步</source>
        <translation>Step %1 of %2</translation>
    </message>
    <message>
        <source>接下来：%1</source>
        <translation>Next: %1</translation>
    </message>
</context>
<context>
    <name>xiaowu::viewmodels::SubmissionViewModel</name>
    <message>
        <source>正在保存</source>
        <translation>Saving</translation>
    </message>
    <message>
        <source>已暂存（本机）</source>
        <translation>Stored (on this machine)</translation>
    </message>
    <message>
        <source>已上传</source>
        <translation>Uploaded</translation>
    </message>
    <message>
        <source>已受理</source>
        <translation>Accepted</translation>
    </message>
    <message>
        <source>已经提交过</source>
        <translation>Handed in before</translation>
    </message>
    <message>
        <source>退回补正</source>
        <translation>To be corrected</translation>
    </message>
    <message>
        <source>%1（%2 天内）</source>
        <translation>%1 (within %2 days)</translation>
    </message>
    <message>
        <source>还要补交：%1</source>
        <translation>Still to hand in: %1</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>小票已经出来了，请取走。</source>
        <translation>The slip is out. Please take it.</translation>
    </message>
    <message>
        <source>小票正在打印。</source>
        <translation>The slip is being printed.</translation>
    </message>
    <message>
        <source>小票没有打印出来，请用手机拍下这个码。</source>
        <translation>There is no slip. Please photograph this code with your phone.</translation>
    </message>
    <message>
        <source>正在保存您的申请</source>
        <translation>Saving your application</translation>
    </message>
    <message>
        <source>通常 1 秒，请稍等。</source>
        <translation>Usually 1 second. One moment.</translation>
    </message>
    <message>
        <source>已暂存在这台机器上</source>
        <translation>Stored on this machine</translation>
    </message>
    <message>
        <source>正在送出。这还不是受理，凭小票上的码查询。</source>
        <translation>It is being sent. It is not accepted yet; follow it by the code on the slip.</translation>
    </message>
    <message>
        <source>网络断了，您的材料已经存在这台机器上，网络恢复后自动送出。这还不是受理，凭小票上的码查询。</source>
        <translation>The network is down. Your papers are stored on this machine and are sent when it is back. It is not accepted yet; follow it by the code on the slip.</translation>
    </message>
    <message>
        <source>材料已经送到，正在等受理编号。这还不是受理，凭小票上的码查询。</source>
        <translation>Your papers have arrived; the case number is still to come. It is not accepted yet; follow it by the code on the slip.</translation>
    </message>
    <message>
        <source>办理时间从现在算起。进度可以用手机扫码查看。</source>
        <translation>The time for the decision starts now. Follow it by the code with your phone.</translation>
    </message>
    <message>
        <source>一样的申请您已经交过了，不用再交</source>
        <translation>You have handed in the same application already; no need to do it again</translation>
    </message>
    <message>
        <source>先交的那一份照常办理。</source>
        <translation>The first one goes on as usual.</translation>
    </message>
    <message>
        <source>编号尾号 %1。先交的那一份照常办理。</source>
        <translation>Number ending in %1. The first one goes on as usual.</translation>
    </message>
    <message>
        <source>这份申请需要补正</source>
        <translation>This application needs a correction</translation>
    </message>
    <message>
        <source>材料已经送到，但是现在还不能受理。工作人员会联系您，也可以请求助。</source>
        <translation>Your papers have arrived but cannot be accepted yet. The staff will contact you; you may also press &quot;Help&quot;.</translation>
    </message>
    <message>
        <source>已经批准了</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>您的申请已受理，按规则当场批准（秒批）。结果可以用手机扫码查看。</source>
        <translation>Your application was accepted and approved at once by its rules. Scan the code to see the result.</translation>
    </message>
    <message>
        <source>秒批</source>
        <translation>Approved at once</translation>
    </message>
    <message>
        <source>有 %1 份材料工作人员会再看一眼。</source>
        <translation>Staff will look again at %1 of the papers. </translation>
    </message>
    <message>
        <source>%1（最迟 %2）</source>
        <translation>%1 (by %2)</translation>
    </message>
    <message>
        <source>进度可以用手机扫码查看。</source>
        <translation>Scan the code with your phone to see its progress.</translation>
    </message>
    <message>
        <source>您的材料存在这台机器上，但送不到政务平台，要工作人员处理。这还不是受理，请联系政务服务中心。</source>
        <translation>Your papers are kept in this machine but cannot be delivered: staff have to look at it. This is not yet an acceptance; please ask the service centre.</translation>
    </message>
</context>
<context>
    <name>SubmittingPage</name>
    <message>
        <source>暂存在这台机器上</source>
        <translation>Store on this machine</translation>
    </message>
    <message>
        <source>上传到政务平台</source>
        <translation>Upload to the platform</translation>
    </message>
    <message>
        <source>等受理编号</source>
        <translation>Wait for the case number</translation>
    </message>
    <message>
        <source>最多等 8 秒，之后凭小票查询，不用在这里等。</source>
        <translation>At most 8 seconds; after that follow it by the slip, no need to wait here.</translation>
    </message>
</context>
<context>
    <name>xiaowu::viewmodels::TroubleViewModel</name>
    <message>
        <source>再试一次</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>I see</translation>
    </message>
    <message>
        <source>没有看清您的脸。</source>
        <translation>Your face could not be seen clearly.</translation>
    </message>
    <message>
        <source>%1再试一次，也可以不刷脸。</source>
        <translation>%1 Try again, or choose another way.</translation>
    </message>
    <message>
        <source>不等了，不打印了</source>
        <translation>I will not wait; do not print</translation>
    </message>
    <message>
        <source>先不试了</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>我等着</source>
        <translation>I will wait</translation>
    </message>
</context>
<context>
    <name>VideoPreview</name>
    <message>
        <source>摄像头画面</source>
        <translation>Camera picture</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>办事说明</source>
        <translation>Guide</translation>
    </message>
    <message>
        <source>身份证</source>
        <translation>ID card</translation>
    </message>
    <message>
        <source>核对本人</source>
        <translation>Identity</translation>
    </message>
    <message>
        <source>查询</source>
        <translation>Query</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>填表</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>材料</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>核对签名</source>
        <translation>Check, sign</translation>
    </message>
    <message>
        <source>提交</source>
        <translation>Hand in</translation>
    </message>
    <message>
        <source>房产</source>
        <translation>Property</translation>
    </message>
    <message>
        <source>婚姻家庭</source>
        <translation>Family</translation>
    </message>
    <message>
        <source>户口</source>
        <translation>Household</translation>
    </message>
    <message>
        <source>社会保障</source>
        <translation>Social security</translation>
    </message>
    <message>
        <source>医疗</source>
        <translation>Health</translation>
    </message>
    <message>
        <source>养老</source>
        <translation>Old age</translation>
    </message>
    <message>
        <source>住房</source>
        <translation>Housing</translation>
    </message>
    <message>
        <source>开店办企业</source>
        <translation>Business</translation>
    </message>
    <message>
        <source>教育</source>
        <translation>Education</translation>
    </message>
    <message>
        <source>交通</source>
        <translation>Traffic</translation>
    </message>
    <message>
        <source>助残</source>
        <translation>Disability</translation>
    </message>
    <message>
        <source>就业</source>
        <translation>Work</translation>
    </message>
    <message>
        <source>社会救助</source>
        <translation>Assistance</translation>
    </message>
    <message>
        <source>税务</source>
        <translation>Tax</translation>
    </message>
    <message>
        <source>其他</source>
        <translation>Other</translation>
    </message>
    <message>
        <source>机关签发</source>
        <translation>Issued by an authority</translation>
    </message>
    <message>
        <source>窗口核验</source>
        <translation>Checked at a window</translation>
    </message>
    <message>
        <source>本人上传</source>
        <translation>Scanned by you</translation>
    </message>
    <message>
        <source>本人声明</source>
        <translation>Declared by you</translation>
    </message>
    <message>
        <source>来自身份证</source>
        <translation>from your ID card</translation>
    </message>
    <message>
        <source>来自扫描的材料</source>
        <translation>from your papers</translation>
    </message>
    <message>
        <source>来自证照库</source>
        <translation>from the licence library</translation>
    </message>
    <message>
        <source>您填写的</source>
        <translation>your answer</translation>
    </message>
    <message>
        <source>已收好</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>已收好，工作人员会再看一眼</source>
        <translation>Received; the staff will look again</translation>
    </message>
    <message>
        <source>不是这份材料</source>
        <translation>Not this paper</translation>
    </message>
    <message>
        <source>没有找到公章</source>
        <translation>No seal found</translation>
    </message>
    <message>
        <source>没有看清</source>
        <translation>Not clear</translation>
    </message>
    <message>
        <source>已承诺，以后补交</source>
        <translation>Promised for later</translation>
    </message>
    <message>
        <source>还没有扫描</source>
        <translation>Not scanned yet</translation>
    </message>
    <message>
        <source>其他内容</source>
        <translation>Other content</translation>
    </message>
    <message>
        <source>请站到屏幕前，让脸出现在圆圈里。</source>
        <translation>Stand in front of the screen, with your face in the oval.</translation>
    </message>
    <message>
        <source>看到了两个人。请让您一个人在画面里。</source>
        <translation>Two people are in the picture. Please be alone in it.</translation>
    </message>
    <message>
        <source>请靠近一点。</source>
        <translation>Come a little closer.</translation>
    </message>
    <message>
        <source>请往后退一点。</source>
        <translation>Step back a little.</translation>
    </message>
    <message>
        <source>光线有点暗，请面向灯光。</source>
        <translation>It is rather dark. Please face the light.</translation>
    </message>
    <message>
        <source>光线太强，请稍微转开一点。</source>
        <translation>It is too bright. Please turn a little.</translation>
    </message>
    <message>
        <source>画面有点模糊，请站稳。</source>
        <translation>The picture is blurred. Please stand still.</translation>
    </message>
    <message>
        <source>请把脸转正，看着屏幕。</source>
        <translation>Turn your face straight to the screen.</translation>
    </message>
    <message>
        <source>很好，请保持不动。</source>
        <translation>Good. Please hold still.</translation>
    </message>
    <message>
        <source>请看着屏幕上方的摄像头。</source>
        <translation>Look at the camera above the screen.</translation>
    </message>
    <message>
        <source>现在只能看办事说明。</source>
        <translation>Only the guides can be read now.</translation>
    </message>
    <message>
        <source>可以请工作人员核对本人。</source>
        <translation>The staff can check who you are.</translation>
    </message>
    <message>
        <source>要扫描材料的事情暂时不能办。</source>
        <translation>Services that need scanned papers must wait.</translation>
    </message>
    <message>
        <source>暂时不能打印证明。</source>
        <translation>Proofs cannot be printed for the moment.</translation>
    </message>
    <message>
        <source>交了申请可以用手机扫码查询。</source>
        <translation>Applications can be followed by phone.</translation>
    </message>
    <message>
        <source>%1现在不能用</source>
        <translation>the %1 is not working</translation>
    </message>
    <message>
        <source>网络断了</source>
        <translation>Network down</translation>
    </message>
    <message>
        <source>这台机器现在不能收新材料</source>
        <translation>this machine cannot take new papers now</translation>
    </message>
    <message>
        <source>要用它的事情暂时不能办。</source>
        <translation>Services that need it must wait.</translation>
    </message>
    <message>
        <source>机器的一个部分现在不能用</source>
        <translation>a part of the machine is not working</translation>
    </message>
    <message>
        <source>%1年%2月%3日</source>
        <translation>%1-%2-%3</translation>
    </message>
    <message>
        <source>请摘下口罩。</source>
        <translation>Please take off your mask.</translation>
    </message>
    <message>
        <source>请眨眨眼。</source>
        <translation>Please blink.</translation>
    </message>
    <message>
        <source>请张张嘴。</source>
        <translation>Please open your mouth.</translation>
    </message>
    <message>
        <source>请慢慢向左转头，再转回来。</source>
        <translation>Slowly turn your head to the left and back.</translation>
    </message>
    <message>
        <source>请慢慢向右转头，再转回来。</source>
        <translation>Slowly turn your head to the right and back.</translation>
    </message>
    <message>
        <source>本人不愿意刷脸</source>
        <translation>Does not want a face check</translation>
    </message>
    <message>
        <source>机器不能刷脸</source>
        <translation>The machine cannot check faces</translation>
    </message>
    <message>
        <source>刷脸没有通过</source>
        <translation>The face check did not pass</translation>
    </message>
    <message>
        <source>脸上有伤或包扎</source>
        <translation>Injury or bandage in the face</translation>
    </message>
    <message>
        <source>年老、生病或残疾，不方便刷脸</source>
        <translation>Old, ill or disabled</translation>
    </message>
    <message>
        <source>其他原因</source>
        <translation>Another reason</translation>
    </message>
    <message>
        <source>要核对本人的事情暂时不能办。</source>
        <translation>What needs proof of who you are cannot be done now.</translation>
    </message>
    <message>
        <source>可以刷脸，也可以用别的办法核对本人。</source>
        <translation>Your face, or another way, does it too.</translation>
    </message>
    <message>
        <source>这一面是空白的，请看看是不是放反了。</source>
        <translation>This side is blank. Is the other side up?</translation>
    </message>
    <message>
        <source>照得有点花，请放平，等机器照完再动。</source>
        <translation>The picture is blurred. Lay the paper flat and keep it still.</translation>
    </message>
    <message>
        <source>有一边没有照到，请放到框里面，再扫一次。</source>
        <translation>One side was not in the picture. Lay it inside the frame and scan again.</translation>
    </message>
    <message>
        <source>有一块反光，看不清下面的字。可以把纸挪一挪，再扫一次。</source>
        <translation>A reflection hides some words. Move the paper a little and scan again.</translation>
    </message>
    <message>
        <source>这像是黑白复印件。有原件请放原件；没有也可以先交，由工作人员来看。</source>
        <translation>This looks like a black-and-white copy. Lay down the original if you have it; otherwise hand it in and our staff will look.</translation>
    </message>
    <message>
        <source>公章不是红色的，这像是复印件。请放盖红章的原件。</source>
        <translation>The seal is not red; this looks like a copy. Please lay down the original.</translation>
    </message>
    <message>
        <source>有公章，但是字看不清楚，由工作人员来看。</source>
        <translation>There is a seal, but its words are not clear; staff will look at it.</translation>
    </message>
    <message>
        <source>这上面的身份证号码和您的不一样，请看看是不是拿错了。</source>
        <translation>The ID number on it is not yours. Is it the right paper?</translation>
    </message>
    <message>
        <source>有的地方您说不一样，或者看不清，由工作人员核对。</source>
        <translation>Where you say it differs, or could not tell, staff will check it.</translation>
    </message>
    <message>
        <source>另一面</source>
        <translation>the other side</translation>
    </message>
    <message>
        <source>公章上的单位不是要求的单位。请看看是不是拿错了。</source>
        <translation>The seal is of another office than the one asked for. Is it the right paper?</translation>
    </message>
    <message>
        <source>上面写的有效期已经过了。有新的请换新的。</source>
        <translation>It has expired. If you have a new one, use that.</translation>
    </message>
    <message>
        <source>上面的日期离现在太久。有新开的请换新的。</source>
        <translation>Its date is too long ago. If you have a new one, use that.</translation>
    </message>
    <message>
        <source>两面的内容对不上。请看看是不是拿错了。</source>
        <translation>The two sides do not agree. Are they the right ones?</translation>
    </message>
    <message>
        <source>这份材料好像不是您的</source>
        <translation>This paper does not seem to be yours</translation>
    </message>
    <message>
        <source>两面好像不是同一张证件</source>
        <translation>The two sides do not seem to be of one card</translation>
    </message>
    <message>
        <source>这份材料过了有效期</source>
        <translation>This paper has expired</translation>
    </message>
    <message>
        <source>这份材料开得太早了</source>
        <translation>This paper is too old</translation>
    </message>
    <message>
        <source>公章和要求的不一样</source>
        <translation>The seal is not the one asked for</translation>
    </message>
    <message>
        <source>这次填的内容没有交，也没有保存，已经清除。</source>
        <translation>What you filled in was not handed in and not kept; it has been erased.</translation>
    </message>
    <message>
        <source>您的申请加密存在这台机器上，送到政务平台以后，过些天自动删除。</source>
        <translation>Your application is kept here, encrypted, and is deleted by itself some days after it has reached the platform.</translation>
    </message>
    <message>
        <source>您的申请已经送到政务平台，这台机器上加密的那一份过些天自动删除。</source>
        <translation>Your application has reached the platform; the encrypted copy in this machine is deleted by itself some days later.</translation>
    </message>
    <message>
        <source>您的信息已经从这台机器上清除。</source>
        <translation>Your data has been erased from this machine.</translation>
    </message>
    <message>
        <source>已承诺，最迟 %1 补交</source>
        <translation>Promised, by %1</translation>
    </message>
    <message>
        <source>填过的内容加密存在这台机器上，%1 小时以内放您的身份证、核对是您本人，就能接着填，过后自动删除。</source>
        <translation>What you filled in is kept encrypted in this machine. Within %1 hours you can go on with your ID card, once it is checked that it is you; then it is deleted.</translation>
    </message>
    <message>
        <source>最后填的没能存下来，已经清除。前面填过的加密存在这台机器上，%1 小时以内放您的身份证、核对是您本人，就能接着填，过后自动删除。</source>
        <translation>What you filled in last could not be saved and is erased. What you filled in before is encrypted on this machine: within %1 hours your ID card and a check that it is you open it again; after that it is deleted by itself.</translation>
    </message>
</context>
</TS>
